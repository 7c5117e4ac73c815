"""What the words before and after a capitalised word say: is a person meant?

A cue is a fixed run of lower-case words. "Person" cues take any name after them; "giving" cues ("ask",
"from") also stand before organisations and objects, so they are believed only of known first names.
"""

from __future__ import annotations


def list_words(listed: str) -> frozenset[str]:
    """A set of the words of a text."""
    return frozenset(listed.split())


def list_cues(listed: str) -> frozenset[tuple[str, ...]]:
    """A set of runs of words, which stand between commas."""
    return frozenset(tuple(cue.split()) for cue in listed.split(","))


TITLES = list_words(
    """
    mr mrs ms miss mx dr prof professor cllr councillor nurse rev reverend sir dame matron pastor imam
    rabbi pc pcso sgt baroness sergeant inspector deacon
    """
)

# After these even an ordinary word with a capital is a surname: "Mrs Quill".
FORMAL_TITLES = list_words(
    """
    mr mrs ms miss dr cllr
    """
)

# Talk that only a person can be at the other end of.
SPOKEN_TO = list_cues(
    """
    my name's, man called, woman called, lady called, lad called, nurse called, carer called, worker called,
    someone called, somebody called, girl called, boy called, bloke called, chap called, guy called, me and,
    in memory of, rest in peace,
    spoke to, spoken to, spoke with, speaking to, talked to, chatted to, chatted with, my name is
    """
)
# Before a name: thanks, praise, complaint, talk and introduction.
PERSON_BEFORE = list_cues(
    """
    thanks to, thank you to, thankyou to, many thanks to, thx to, ty to, cheers to, thanks, thank you,
    thankyou, cheers, credit to, kudos to, praise for, well done, well done to, hats off to, shout out
    to, shoutout to, grateful to, appreciation to, appreciation for, love to, congratulations to,
    apologies to, sorry to, spoke to, spoke with, spoken to, speak to, speak with, speaking to, speaking
    with, talk to, talked to, talking to, chat to, chatted to, chat with, chatted with, complain about,
    complaint about, complaints about, complained about, problem with, told by, seen by, helped by, run
    by, led by, taught by, visited by, introduced by, chaired by, facilitated by, written by, called,
    named, calls me, call me, call her, call him, name is, name's, name was, i'm, i am, introduced to,
    assessed by, treated by, shouted at by,
    note for, message for, letter for, card for, parcel for, my name's, notes by, taken by, typed by,
    typed up by, written up by, minuted by, recorded by, hosted by,
    in memory of, remembering, rest in peace, rip, bless, god bless, well said, good on, happy birthday,
    get well soon, me and, action, lead, owner, apologies, apologies from, present, attendees, minutes,
    ignored by, rang, met, phoned, emailed, contact, bring back, listen to, listened to, visit from,
    call from, letter from, message from, email from, signed, to thank, thank, kudos, big up, ta to,
    respect to, praise to, ta, thx, ty, can't fault, cant fault, cannot fault,
    couldn't fault, tribute to, agree with, agreed with, agreeing with, dear, hi, hello,
    introducing, missing, known as, known to
    """
)
# Before a known first name; any other capitalised word after them is as often a place or a thing.
ASKED_BEFORE = list_cues(
    """
    ask for, asked for, asking for, ask, asked, asking, told, tell, telling, thank, thanked, ring,
    phone, meet, blame, ignored, remember, according to
    """
)
# At the end of a note, before the name of whoever wrote it.
SIGNED_BEFORE = list_words("signed regards wishes yours sincerely faithfully cheers love thanks best kindly")
GIVING_BEFORE = list_cues(
    """
    ask, asked, ring, call, phone, email, text, see, saw, meet, from, by, with, tell, told, love, miss,
    have, want, need, without, get, and, or
    """
)
# Before a first name that is also a word: "young Will", "lovely Dawn".
FOND = list_words(
    """
    marvellous fantastic fabulous young poor dear old little big lovely brilliant amazing wonderful
    dearest darling wee lil
    """
)
# What is part of a nickname: "Big Dave".
NICKNAMED = frozenset(("Big", "Wee", "Lil"))
# Titles within a family, also with a capital: "Auntie Bibi".
FAMILY = list_words(
    """
    uncle aunt auntie aunty nana nan nanny gran granny grandad grandpa grandma cousin sister brother father
    mother daughter son wife husband mum mam mom dad partner stepdad stepmum niece nephew neighbour
    """
)
# Roles that introduce a name: "our receptionist, Gordon", "my daughter Chloe".
ROLES = list_words(
    """
    receptionist manager nurse doctor gp worker volunteer facilitator carer daughter son husband wife
    mum mam dad mother father sister brother friend neighbour neighbor uncle aunt auntie aunty nan nana
    gran grandma grandad grandson granddaughter niece nephew cousin partner organiser coordinator
    co-ordinator chair chairman chairwoman chairperson vicar driver colleague councillor warden
    pharmacist midwife consultant therapist physio physiotherapist teacher librarian caretaker boss
    befriender speaker presenter scribe host notetaker note-taker taker interviewer chairperson minister
    keyholder
    stepdad stepmum fiancé fiancée fiance fiancee girlfriend boyfriend ex grandfather grandmother godson
    mother-in-law father-in-law brother-in-law sister-in-law son-in-law daughter-in-law bro sis sister twin
    supervisor officer adviser advisor advocate navigator prescriber visitor keyworker treasurer
    secretary landlord landlady cleaner cook porter paramedic dentist surgeon psychologist psychiatrist
    counsellor interpreter lady chap man woman lad lass bloke guy girl boy child patient tutor trainer
    coach lead
    """
)

# After a name: what only people do, or what is said of people.
PERSON_AFTER = list_words(
    """
    died said says told tells gave gives ran helped helps explained explains listened listens replied
    replies
    rang phoned emailed texted welcomed welcomes organised organises taught teaches visited visits knew
    knows talked talks spoke speaks asked asks smiled shouted ignored volunteers volunteered chaired
    chairs remembers remembered took never always who whose sat stayed went came spotted noticed
    understood understands cares cared looked chatted sorted
    """
)
# Only people do these: believed of a capitalised word that is no known name.
SAYING = list_words(
    """
    said told shouted smiled listened replied rang phoned apologised promised insisted admitted laughed
    cried yelled nodded whispered swore interrupted
    """
)
OF_PEOPLE_ONLY = list_words(
    "rude kind dismissive unhelpful abrupt sarcastic condescending patronising caring"
)
# What belongs to people: "Kev's mum", "Steph's idea".
OWNED = ROLES | list_words(
    """
    team idea point class classes session sessions talk talks help advice words work cakes cake soup baking
    house flat garden dog family kids children funeral birthday job hard laptop phone car van
    attitude manner tone voice face story experience group lot kindness patience memory wheelchair
    knees knee back hip hips leg legs eyes hearing heart stroke fall operation pension shopping
    comment suggestion opinion view replacement wife surgery appointment medication letter email
    """
)
# First names that as words stand at the start of a sentence and are said to help, come and go.
OCCASIONS = list_words(
    """
    art hope joy love faith charity summer autumn april may june july august sky patience harmony bill mark
    chip ginger pepper honey candy coral pip will happy sunny rich gift trinity victoria chelsea kent
    lincoln
    preston bay major royal star storm forest king prince princess reg jewel sage destiny liberty
    blessing miles temperance clemency bluebell melody virtue ocean blossom primrose marigold juniper comfort
    wisdom goodness praise gracious innocent favour serenity modesty honour
    """
)
# Words that start a question or an order before a capitalised word: "Will Eastmere get one?"
VERBS = list_words(
    """
    will may mark rob sue pat drew bill grant chase jack nick skip bob frank josh ray hope love
    """
)
# After "'s" that stands for "has" or "is": "Zofia's been".
CONTRACTED = list_words("been got not so always never very really just still")
# Of these the ones that, as words, never stand before a place of work: "Will at the desk".
WORKERS = list_words("will mark rich miles")
# The same, believed only after a known first name.
GIVEN_AFTER = list_words(
    """
    is was has had get come reply answer does did doesn't didn't isn't wasn't hasn't can can't could
    couldn't would wouldn't
    will won't still also just left retired made makes runs got gets deserves needs should
    """
)
OF_PEOPLE = list_words(
    """
    so very really such always also helpful kind lovely brilliant amazing fantastic wonderful rude
    patient excellent awful friendly great good super outstanding superb caring supportive unhelpful
    dismissive cheerful welcoming nice star legend angel gem treasure a an the my our on off
    """
)
PLACE_AFTER = list_words(
    """
    on at in from
    """
)
DETERMINERS = list_words(
    """
    the our your my their this that
    """
)
WORKPLACES = list_words(
    """
    team teams desk reception ward surgery library centre center office hub urn door counter shop group
    front kitchen helpline switchboard phones table café cafe clinic hospital practice pharmacy school
    council bar discharge tea coffee community transport outreach bus till tills hr housing finance payroll
    jobcentre foodbank food benefits comms admin accounts records security table tables nursery maternity
    church allotment allotments gym pool a&e ae college dentist dentist's chemist chemist's post duty
    """
)
# With these one person or one thing is meant, never a plural or an order.
NEGATED = list_words(
    """
    isn't wasn't doesn't didn't hasn't can't couldn't wouldn't won't has does always never whose
    """
)
ARTICLES = list_words("a an the my our on off")
# Surnames on paper that are buildings and streets in notes: "thanks to Claire House".
BUILDINGS = list_words("house street kitchen temple school hospital hospice centre center library trust")
# Before these a full name is that of a place or a thing: "Edith Cavell ward".
NAMED_THINGS = list_words(
    """
    centre center ward wards hospital hospice house school academy trust foundation unit wing library street
    road building hall park suite room award awards fund cafe café bar pub shop bakery church salon college
    theatre gallery museum hairdressers hairdresser barbers barber butchers chippy takeaway nursery statue
    charity report inquiry review bridge line way law rule act syndrome disease palsy
    test scale day week walk run cup
    """
)
# What letters number: "option B".
COUNTED = list_words("option plan group table room vitamin hepatitis part section level grade type band")
PARTICLES = list_words(
    """
    de da del della di van von der den bin bint al el ibn la le mac mc nic ni ap ferch ter ten af o' st
    """
)
# Words without content: they end a name written in small letters ("thanks to marion tapscott for"),
# and with a capital they start a sentence. The list of English words lacks them.
FUNCTION_WORDS = list_words(
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
