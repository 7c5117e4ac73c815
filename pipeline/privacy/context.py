"""What the words before and after a capitalised word say: is a person meant?

A cue is a fixed run of lower-case words. "Person" cues take any name after them; "giving" cues ("ask",
"from") also stand before organisations and objects, so they are believed only of known first names.
"""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _cues(listed: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(cue.split()) for cue in listed.split(","))


TITLES = _words(
    """
    mr mrs ms miss mx dr prof professor cllr councillor nurse rev reverend sir dame matron pastor imam
    rabbi pc pcso sgt
    """
)

# After these even an ordinary word with a capital is a surname: "Mrs Quill".
FORMAL_TITLES = _words(
    """
    mr mrs ms miss dr cllr
    """
)

# Talk that only a person can be at the other end of.
SPOKEN_TO = _cues(
    """
    spoke to, spoken to, spoke with, speaking to, talked to, chatted to, chatted with, my name is
    """
)
# Before a name: thanks, praise, complaint, talk and introduction.
PERSON_BEFORE = _cues(
    """
    thanks to, thank you to, thankyou to, many thanks to, thx to, ty to, cheers to, thanks, thank you,
    thankyou, cheers, credit to, kudos to, praise for, well done, well done to, hats off to, shout out
    to, shoutout to, grateful to, appreciation to, appreciation for, love to, congratulations to,
    apologies to, sorry to, spoke to, spoke with, spoken to, speak to, speak with, speaking to, speaking
    with, talk to, talked to, talking to, chat to, chatted to, chat with, chatted with, complain about,
    complaint about, complaints about, complained about, problem with, told by, seen by, helped by, run
    by, led by, taught by, visited by, introduced by, chaired by, facilitated by, written by, called,
    named, name is, name's, name was, i'm, i am, introduced to, assessed by, treated by, shouted at by,
    ignored by, rang, met, phoned, emailed, contact, bring back, listen to, listened to, visit from,
    call from, letter from, message from, email from, signed
    """
)
# Before a known first name; any other capitalised word after them is as often a place or a thing.
GIVING_BEFORE = _cues(
    """
    ask, asked, ring, call, phone, email, text, see, saw, meet, from, by, with, tell, told, love, miss,
    have, want, need, without, get, and, or
    """
)
# Roles that introduce a name: "our receptionist, Gordon", "my daughter Chloe".
ROLES = _words(
    """
    receptionist manager nurse doctor gp worker volunteer facilitator carer daughter son husband wife
    mum mam dad mother father sister brother friend neighbour neighbor uncle aunt auntie aunty nan nana
    gran grandma grandad grandson granddaughter niece nephew cousin partner organiser coordinator
    co-ordinator chair chairman chairwoman chairperson vicar driver colleague councillor warden
    pharmacist midwife consultant therapist physio physiotherapist teacher librarian caretaker boss
    supervisor officer adviser advisor advocate navigator prescriber visitor keyworker treasurer
    secretary landlord landlady cleaner cook porter paramedic dentist surgeon psychologist psychiatrist
    counsellor interpreter lady chap man woman lad lass bloke guy girl boy child patient tutor trainer
    coach lead
    """
)

# After a name: what only people do, or what is said of people.
PERSON_AFTER = _words(
    """
    said says told tells gave gives ran helped helps explained explains listened listens replied replies
    rang phoned emailed texted welcomed welcomes organised organises taught teaches visited visits knew
    knows talked talks spoke speaks asked asks smiled shouted ignored volunteers volunteered chaired
    chairs remembers remembered took never always who whose sat stayed went came spotted noticed
    understood understands cares cared looked chatted sorted
    """
)
# The same, believed only after a known first name.
GIVEN_AFTER = _words(
    """
    is was has had does did doesn't didn't isn't wasn't hasn't can can't could couldn't would wouldn't
    will won't still also just left retired made makes runs got gets deserves needs should
    """
)
OF_PEOPLE = _words(
    """
    so very really such always also helpful kind lovely brilliant amazing fantastic wonderful rude
    patient excellent awful friendly great good super outstanding superb caring supportive unhelpful
    dismissive cheerful welcoming nice star legend angel gem treasure a an the my our on off
    """
)
PLACE_AFTER = _words(
    """
    on at in from
    """
)
DETERMINERS = _words(
    """
    the our your my their this that
    """
)
WORKPLACES = _words(
    """
    team teams desk reception ward surgery library centre center office hub urn door counter shop group
    front kitchen helpline switchboard phones table café cafe clinic hospital practice pharmacy school
    council bar discharge tea coffee community transport outreach bus till tills
    """
)
# What letters number: "option B".
COUNTED = _words("option plan group table room vitamin hepatitis part section level grade type band")
PARTICLES = _words(
    """
    de da del della di van von der den bin bint al el ibn la le o' st
    """
)
# Words without content: they end a name written in small letters ("thanks to marion tapscott for"),
# and with a capital they start a sentence. The list of English words lacks them.
FUNCTION_WORDS = _words(
    """
    a an the and or but for from to of in on at by with as is was are were has had have who whom whose
    that this it he she they we you i me him her them us my your our his their if so when while because
    about before after since until than then there here again too very really just also please not no x
    xx however whenever where why how what which although though despite during maybe perhaps another
    any anyone anybody anything everyone everybody everything someone somebody something nobody nothing
    none all both each every either neither such same other others more most much many few less least
    some only own even still yet already always never often sometimes soon now today tomorrow yesterday
    once twice yes ok okay can could may might must shall should will would do does did don't doesn't
    didn't can't cannot couldn't won't wouldn't shouldn't isn't aren't wasn't weren't i'm i've i'd i'll
    it's that's there's they're we're you're he's she's what's who's let's be been being over under into
    onto out up down off above below between through across along around against towards without within
    among per via whether unless whereas whilst thus therefore hence its mine yours hers ours theirs
    myself yourself these those one two three thanks thank
    """
)
