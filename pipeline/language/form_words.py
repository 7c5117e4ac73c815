"""Word lists behind the form of a note: closed classes and common verbs of English."""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


ASKING = _words(
    """
    how what why when where who which whose whom
    """
)
# After an auxiliary at the start, one of these makes it a question: "is there", "could we".
SUBJECTS = _words(
    """
    i you we they he she it there the this that these those my our your their his her anyone anybody
    someone somebody people any
    """
)
AUXILIARIES = _words(
    """
    is are was were do does did can could will would has have had should shall may might am
    """
)
# Base forms of verbs so common that a note without any of them mostly has no verb.
VERBS_THAT_ARE_COMMON = _words(
    """
    be have do can will would should must may might get go say need want know make take come feel
    think tell see ask give find keep leave put mean let try call could 's 've 're 'm 'll 'd
    """
)
# Words in -ing that start a note without naming an activity.
NO_ACTIVITIES = _words(
    """
    nothing something anything everything evening morning during bring ring string spring thing king
    parking housing building being according including
    """
)
# Words that start instructions and also names of things ("phone us", "phone calls")...
NOUNS_TOO = _words(
    """
    access act aim book call change copy cover design display end feed film focus fund group help
    host label lead link list look map mark market match measure mix move name offer park pay phone
    pick place plan plant post practise print prize raise record report respect review reward ring
    run sign sort spend split start stay stop support switch talk test text thank train treat trust
    try turn update use value visit walk work
    """
)
# ... and what follows them in instructions.
AFTER_AN_ORDER = _words(
    """
    the a an this that these those my your our their his her its us me it them him you people
    everyone everybody someone somebody anyone all both each every some any more less one two in on
    at to for with up out off over down back from by about into through round around what how who
    where when why if and not doing making using asking telling giving being having getting
    """
)
