"""How streets, houses and their numbers are written in the United Kingdom: pieces of patterns."""

from __future__ import annotations

from pipeline.privacy.details.spoken import SAID

TYPES = (
    r"(?:Street|Road|Avenue|Lane|Close|Drive|Crescent|Court|Way|Place|Terrace|Gardens?|Grove|Hill|Walk|Mews"
    r"|Row|Square|Park|Green|View|Rise|Parade|Crofts?|Gate|Mount|Yard|Wharf|Quay|Villas|Buildings|Cottages"
    r"|Meadows?|Fold|Bank|Vale|Chase|End|Broadway|Embankment|Esplanade|Promenade|Boulevard|Approach|Heights"
    r"|Passage|Alley|Circus|Dale|Drove|Grange|Hollow|Leys|Orchard|Path|Ridge|Side|Spinney|Wynd|Bridge"
    r"|Brow|Causeway|Garth|Gh?yll|Glade|Glebe|Glen|Holt|Knoll|Lawns?|Lea|Loke|Mead|Nook|Paddocks?|Parkway"
    r"|Pastures?|Pightle|Reach|Royds?|Snicket|Ginnel|Twitten|Vennel|Warren|Coppice|Copse|Brae|Crest|Dell"
    r"|Roundway|Ropewalk|Bottoms?|Mansions|Entry|Loan(?= )|Acres?|Backs?(?=,)|Fields?(?=,)|Common(?=,)"
    r"|Cross(?=,)|Dene|Steps|Maltings|Keep|Trees|Hse"
    r"|Cresent|Cresc?[ae]nt|Avenu|Aveneu|Avnue|Raod|Stret|Steet|Streeet|Terr?ase|Terrance|Clsoe|Drvie|Gardns)"
)
SHORT_TYPES = (
    r"(?:St|Str|Rw|Lne|Vls|Grv|Grve|Gv|Tce|Wlk|Mws|Rd|Ave|Av|Ln|Cl|Clo|Dr|Drv|Cres|Cresc|Ct|Crt|Pl"
    r"|Terr?|Gdns?|Grn|Gr|Sq|Pk|Blvd)\b\.?"
)
_SMALL_TYPES = (
    r"(?:road|street|avenue|lane|crescent|cresent|raod|avenu|terrace|grove|gardens|mews|rd|ave|cres|gdns)"
)
CAPITAL = r"[A-Z][\w'’.-]{0,30}"
_LINK = r"(?:of|the|and|le|la|de|upon|in|on|y|yr|o'|th')"
_WELSH = (
    r"(?:Heol|Ffordd|Stryd|L[oô]n|Rhodfa|Clos|Maes|Cwrt|Parc|Rh?iw|Llys|Tan|Pen|Bro|Bryn|Sr[aà]id"
    r"|Rathad)(?:[ -](?:y|yr|yn|Y|Yr))?"
    rf"(?:[ -]{CAPITAL}){{1,2}}"
)
STREET = (
    rf"(?:(?:The |Old |St\.? )?(?:{CAPITAL} (?:{_LINK} )?){{1,4}}?(?:{TYPES}|{SHORT_TYPES})(?![\w-])"
    rf"(?: (?:{TYPES}|{SHORT_TYPES})(?![\w-])){{0,2}}"
    rf"(?: (?:North|South|East|West)(?![\w-]))?|(?:{CAPITAL} ){{1,3}}?{_SMALL_TYPES}(?![\w-])|{_WELSH})"
)
SINGLE = (
    r"(?:Broadway|[Tt]he (?:Broadway|Green|Avenue|Crescent|Close|Drive|Mews|Square|Grove|Terrace|Parade|Lane"
    r"|Hill|Mount|Paddocks?|Spinney|Crofts?|Meadows?|Oval|Ridgeway|Firs|Limes|Chase|Orchard|Street|Row|Rise"
    r"|View|Nook|Glade|Glebe|Dell|Copse|Coppice|Common|Lawns?|Leas?|Pastures|Elms|Oaks|Beeches|Poplars"
    r"|Willows|Hollies|Laurels|Maltings|Fairway|Links|Strand|Wharf|Quay|Ropewalk|Headlands?|Hawthorns|Birches"
    r"|Cedars|Sycamores|Chestnuts|Larches|Pines|Conifers|Rowans|Brambles|Granary|Bungalows|Cottages|Moorings"
    r"|Courtyard|Crest|Dene|Hollow|Knoll|Mead|Uplands|Wynd|Loke|Warren))(?![\w-])"
)
# A number that begins here: not the rest of another, of an amount, or of a time ("9:30 the green").
APART = r"(?<![\w£$€.%-])(?<!\d[:/#])"
NUMBER = r"\d{1,4}(?:[½¼]| 1/2)?(?: ?[A-Ha-h](?![a-z]))?(?: ?[-–/&+] ?\d{1,4}[A-Za-z]?)?"
SAID_NUMBER = rf"(?i:{SAID})"
# "1st floor left, ", "basement flat at ", "2F1, "
FLOOR = (
    r"(?:(?i:(?:(?:lower |upper )?ground|first|second|third|fourth|fifth|sixth|top|1st|2nd|3rd|\d{1,2}th"
    r"|basement|garden|attic|upper|lower|middle|rear|front|back)[ -](?:(?:floor|flr|fl)(?: (?:flat|apartment"
    r"|left|right|front|rear|back|maisonette))?|flat|maisonette))|\d?[FP]F?\d|\d{1,2}[/F]\d{1,2})"
)
HOUSES = (
    r"(?:Cottages?|Lodge|House|Hse|Farm|Farmhouse|Barns?|Villa|Bungalow|Manor|Grange|Rectory|Vicarage|Court"
    r"|Towers?|Heights|Point|Forge|Mill|Smithy|Stables|Gatehouse|Croft|Dene|Nook|Gables|Elms|Limes|Firs"
    r"|Laurels|Willows|Oaks|Beeches|Cedars|Hollies|Paddocks?|Haven|Orchard|Chapel|Schoolhouse|Mansions?"
    r"|Old Post Office|Old School|Almshouses?|Granary|Byre|Dairy|Cot|Parsonage|Manse)"
)
NAMED = (
    rf"(?:(?:The )?(?:{CAPITAL} ){{1,3}}?{HOUSES}|The {HOUSES}"
    rf"|(?:T[yŷ]n?|Pl[aâ]s|Bwthyn|Hafod|Hendre)[ -](?:(?:y|yr)[ -])?{CAPITAL})(?![\w-])"
)
ONE_WORD = (
    r"[A-Z][a-z]{2,14}(?:gate|way|walk|side|croft|fields?|bank|hurst|mead|dene|lea|leigh|hill|view|ings"
    r"|street|road|lane|garth|royd|crest|mount|holt|acres?)(?![\w-])"
)
PLACE = rf"(?:(?:{NUMBER},? )?(?:{STREET}|{SINGLE})|{NUMBER},? {ONE_WORD})"
UNIT = (
    r"(?:Flat|Rm|rm|Flt\.?|flt\.?|Apartment|Apt\.?|Maisonette|Bedsit|Room|Unit|Plot|Pitch|Caravan|[Bb]ungalow"
    r"|flat|apartment|apt\.?|maisonette|bedsit|room|plot|pitch|caravan|FLAT|Berth|berth|Mooring|mooring"
    r"|Chalet|chalet|Lodge|Studio|studio|Yard|yard|Pontoon|Jetty|Site)"
)
UNIT_NUMBER = (
    r"(?:no\.? ?|number |#)?(?:\d{1,2}[/F]\d{1,2}|[GPTB]F\d|\d{1,4}[A-Ka-k]?|(?:[A-Z]-?)\d{1,3}|[A-Z]"
    r"(?=,? (?:\d|[A-Z]))"
    rf"|[B-HJ-Z](?=[,.;)]|$| [a-z])|{SAID_NUMBER}(?!-))(?![\w%£]|[.:]\d|-\w)"
)
