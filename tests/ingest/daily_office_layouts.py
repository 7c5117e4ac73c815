"""Odd templates of office programs and sheets, as daily_layouts.py has those in text; all words invented."""

from __future__ import annotations

from tests.ingest.builders import build_csv, build_open_document, build_xlsx
from tests.ingest.layouts import Notes
from tests.ingest.office_layouts import pdf, shape, slides, word


def _slip(date: str, good: str, bad: str, contact: str) -> list[list[str]]:
    return [
        ["Date", date],
        ["Ward", "7 (short stay)"],
        ["What was good about your stay?", good],
        ["What could we have done better?", bad],
        ["May we contact you about this?", contact],
    ]


def _paragraphs(*texts: str) -> str:
    return "".join(f"<text:p>{text}</text:p>" for text in texts)


DAILY_OFFICE_LAYOUTS: dict[str, tuple[bytes, Notes]] = {}
# fmt: off
# ruff: noqa: E501

DAILY_OFFICE_LAYOUTS["slips.docx"]=(word(("h1","Patient experience slips, March"),"Typed up by the volunteers' desk from the box by the lift.","Slip 1",_slip("3/3/2025","The night nurse sat with me when I could not sleep","It took six hours to get my tablets to go home with","No"),"Slip 2",_slip("5/3/2025","Clean, and quiet after ten","Nobody told my wife which ward I was on","Yes"),"Slip 3",_slip("9/3/2025","Porters always have a joke","Tea came when I was at the scan, and no second round","No")),
 {"What was good about your stay?":["The night nurse sat with me when I could not sleep","Clean, and quiet after ten","Porters always have a joke"],"What could we have done better?":["It took six hours to get my tablets to go home with","Nobody told my wife which ward I was on","Tea came when I was at the scan, and no second round"]})
DAILY_OFFICE_LAYOUTS["live-poll.xlsx"]=(build_xlsx({"Voters":[["Live poll"],["Carers' rights day"],["Session 1, 28 November 2024"],[],["Voter","How are you today?","What does a good week look like for you?","What gets in the way?"],["Voter 1","Tired","Two nights of sleep in a row","Forms. Always forms."],["Voter 2","OK","Swimming on Thursday and nobody rings","The taxi card that ran out in March"],["Voter 3","Tired","My sister takes Mum for the afternoon","I can't get to the meetings, they are at tea time"],["Voter 4","Good","","Not knowing who to ring at night"],["Voter 5","Worn out","One whole hot meal, sitting down","Being sent from one office to the next"]]}),
 {'What does a good week look like for you? @ Session 1': ['Two nights of sleep in a row', 'Swimming on Thursday and nobody rings', 'My sister takes Mum for the afternoon', 'One whole hot meal, sitting down'], 'What gets in the way? @ Session 1': ['Forms. Always forms.', 'The taxi card that ran out in March', "I can't get to the meetings, they are at tea time", 'Not knowing who to ring at night', 'Being sent from one office to the next']})
DAILY_OFFICE_LAYOUTS["group-minutes.odt"]=(build_open_document(_paragraphs("Patient Participation Group","Minutes of the meeting held on 12 February 2025","Present: MB, TR, SA, and Dr Lowe for the practice","1. Welcome","MB welcomed all and apologies were read.","2. Matters arising","2.1 The defibrillator has been ordered.","3. Open floor: what has it been like to get an appointment?","3.1 I rang forty times and then it said the list was full.","3.2 The online form is fine if you can type, my father can't.","3.3 They rang me back within the hour, could not fault it.","4. Open floor: what would make the waiting room better?","4.1 A screen you can read from the back.","4.2 Chairs with arms, I cannot get out of those.","5. Date of next meeting","14 May 2025 at 6 pm.")),
 {'Open floor: what has it been like to get an appointment?': ['3.1 I rang forty times and then it said the list was full.', "3.2 The online form is fine if you can type, my father can't.", '3.3 They rang me back within the hour, could not fault it.'], 'Open floor: what would make the waiting room better?': ['4.1 A screen you can read from the back.', '4.2 Chairs with arms, I cannot get out of those.']})
DAILY_OFFICE_LAYOUTS["world-cafe.pptx"]=(slides(shape("ctrTitle","World café on ageing well")+shape("subTitle","Corn Exchange, 8 October 2024"),shape("title","Ground rules")+shape("body","One voice at a time","Phones on silent"),shape("title","Round 1: What does ageing well mean to you?")+shape("body","Deciding for myself when I get up","Having somebody to be cross with","Dancing on Fridays"),shape("title","Round 2: What worries you about getting older?")+shape("body","Losing my licence and then my friends","Nobody will know how I like my eggs","Stairs"),shape("title","Round 3: What could the town do?")+shape("box","Toilets that are open")+shape("box","A bench at every bus stop","with a back to it"),shape("title","Thank you for coming!")+shape("body","ageingwell@town.example")),
 {'Round 1: What does ageing well mean to you?': ['Deciding for myself when I get up', 'Having somebody to be cross with', 'Dancing on Fridays'], 'Round 2: What worries you about getting older?': ['Losing my licence and then my friends', 'Nobody will know how I like my eggs', 'Stairs'], 'Round 3: What could the town do?': ['Toilets that are open', 'A bench at every bus stop with a back to it']})
DAILY_OFFICE_LAYOUTS["card-sort.csv"]=(build_csv([["Card sort, sixth form council, May 2025","","",""],["Do now","Do next year","Leave","Not sure"],["Free period products in every block","Solar on the sports hall","School blazers","Longer lunch, later finish"],["Mend the water fountain by the labs","A prayer room that is not a cupboard","","Phones in lockers"],["Tell us about cover lessons before we walk over","","",""],["Total: 3","Total: 2","Total: 1","Total: 2"]]),
 {"Do now":["Free period products in every block","Mend the water fountain by the labs","Tell us about cover lessons before we walk over"],"Do next year":["Solar on the sports hall","A prayer room that is not a cupboard"],"Leave":["School blazers"],"Not sure":["Longer lunch, later finish","Phones in lockers"]})
DAILY_OFFICE_LAYOUTS["survey-summary.docx"]=(word(("h1","Waste survey 2025"),"Q1 Do you live in the borough?","Answered: 14  Skipped: 0",[["Answer choices","Responses",""],["Yes","92.86%","13"],["No","7.14%","1"]],"Q2 What stops you from recycling more?","Answered: 4  Skipped: 10",[["#","Responses","Date"],["1","No room for three bins in a hallway","5/12/2025 9:41 PM"],["2","They take it all in one lorry, I have seen it","5/11/2025 8:02 AM"],["3","I never know about yoghurt pots","5/9/2025 1:15 PM"],["4","The lids blow off and then it is all over the street","5/9/2025 11:30 AM"]],"Q3 Anything else?","Answered: 2  Skipped: 12",[["#","Responses","Date"],["1","Thank the crews, they run","5/12/2025 9:44 PM"],["2","Bring back the tip on Sundays","5/9/2025 1:18 PM"]]),
 {"What stops you from recycling more?":["No room for three bins in a hallway","They take it all in one lorry, I have seen it","I never know about yoghurt pots","The lids blow off and then it is all over the street"],"Anything else?":["Thank the crews, they run","Bring back the tip on Sundays"]})
DAILY_OFFICE_LAYOUTS["question-codes.docx"]=(word(("t","Housing listening evening"),"Questions for tonight","Q1 – What matters most to you in a home?","Q2 – What has been hard about finding one?","Q3 – What should the council promise?",("b","Table A (Jo scribing)"),"Q1","– Quiet at night","– A door that locks","Q2","– Four forms, each for a different list","– They want a guarantor and I have nobody","Q3","– A reply within a month",("b","Table B (Femi scribing)"),"Q1","– Near my daughter's school","Q2","– Viewings with thirty others","Q3","– Tell us where we are in the queue","– Never bed and breakfast with a baby"),
 {'What matters most to you in a home? @ A': ['Quiet at night', 'A door that locks'], 'What has been hard about finding one? @ A': ['Four forms, each for a different list', 'They want a guarantor and I have nobody'], 'What should the council promise? @ A': ['A reply within a month'], 'What matters most to you in a home? @ B': ["Near my daughter's school"], 'What has been hard about finding one? @ B': ['Viewings with thirty others'], 'What should the council promise? @ B': ['Tell us where we are in the queue', 'Never bed and breakfast with a baby']})
DAILY_OFFICE_LAYOUTS["horizons.xlsx"]=(build_xlsx({"Tables 1-4":[["Three horizons, town hall, 3 March 2025"],[],["Theme","What is it like now?","What would you like it to be in ten years?","What would get us there?"],
 ["Food","Three chippies and no greengrocer\nThe food bank shares a room with the scouts","Every street has something to eat growing in it","Let us use the verge by the depot"],["","Allotments have a nine year wait","",""],["Getting about","Cars on both pavements of Mill Lane","Children walk to school on their own","Wardens, real ones\nA school street to try for a term"],["","My scooter cannot get past the bins","Trams!",""]]}),
 {'What is it like now? > Food': ['Three chippies and no greengrocer', 'The food bank shares a room with the scouts'], 'What would you like it to be in ten years? > Food': ['Every street has something to eat growing in it'], 'What would get us there? > Food': ['Let us use the verge by the depot'], 'What is it like now?': ['Allotments have a nine year wait', 'My scooter cannot get past the bins'], 'What is it like now? > Getting about': ['Cars on both pavements of Mill Lane'], 'What would you like it to be in ten years? > Getting about': ['Children walk to school on their own'], 'What would get us there? > Getting about': ['Wardens, real ones', 'A school street to try for a term'], 'What would you like it to be in ten years?': ['Trams!']})
DAILY_OFFICE_LAYOUTS["appendix.pdf"]=(pdf('''#set page(paper: "a5", footer: context counter(page).display())
#set text(font: "Libertinus Serif", size: 10pt)
= Talking about dentists
== Executive summary
We heard from 212 people between May and July. Most could not find a dentist who takes new patients, and one in five had pulled out a tooth at home or knew somebody who had.
== How we did it
A survey was shared by libraries and schools, and we held four drop-ins.
== What people told us
- 71% had not seen a dentist for two years.
- 12% paid privately in the end.
#pagebreak()
== Appendix: all comments in full
=== What happened when you looked for a dentist?
+ I rang nineteen practices from the list and eleven of them did not pick up at all that day.
+ They take children only if the parents pay, so we drive to my mother's town for it.
+ I got one in a week, by luck, because somebody had cancelled while I was at the desk.
=== What would have helped?
+ A list that is true.
+ One number to ring that knows who has room, so that a hundred people don't ring a hundred practices.
''' ),{'What happened when you looked for a dentist?': ['I rang nineteen practices from the list and eleven of them did not pick up at all that day.', 'They take children only if the parents pay, so we drive to my mother’s town for it.', 'I got one in a week, by luck, because somebody had cancelled while I was at the desk.'], 'What would have helped?': ['A list that is true.', 'One number to ring that knows who has room, so that a hundred people don’t ring a hundred practices.']})
DAILY_OFFICE_LAYOUTS["comment-log.csv"]=(build_csv([["Ref","Received via","Postcode (first part)","Comment","Officer response","Status"],["TC/001","Email","ZE3","The one-way will send every van past the nursery","Modelling shows fewer vehicles overall.","Closed"],["TC/002","Letter","ZE1","I have run the ironmonger's for thirty years and need loading before eight","Loading bays added to drawing 4.","Closed"],["TC/003","Drop-in","ZE3","Please keep the horse chestnut, it is older than the town hall","Noted","Open"],["TC/004","Email","ZE7","Where will the Saturday market go while you dig?","To be confirmed with traders.","Open"],["TC/005","Email","ZE1","Cobbles are no good for my walking frame","Setts will be sawn smooth.","Closed"]],delimiter=";"),
 {'': ['The one-way will send every van past the nursery', "I have run the ironmonger's for thirty years and need loading before eight", 'Please keep the horse chestnut, it is older than the town hall', 'Where will the Saturday market go while you dig?', 'Cobbles are no good for my walking frame']})
DAILY_OFFICE_LAYOUTS["drop-in-log.xlsx"]=(build_xlsx({"Log":[["Drop-in log, Beck Street hub","","","",""],["Time","Who (roughly)","What they came about","What they said","Action for us"],["10:05","Man, 70s","Bins","The lads leave it in the middle of the pavement and I have to go round on the road","Report to waste"],["10:20","Mum with twins","Nursery place","You get fifteen hours and no nursery that has them on a Monday","Send list"],["10:50","Couple, 30s","Damp","We have painted it three times and it comes through like a map","Log with housing"],["11:15","Woman, 40s","Just a chat","It's the only place in town you can sit without buying something",""],["11:40","Lad, 17","Job","They all want experience for a job where you learn it","Jobs club"]]}),
 {'': ['The lads leave it in the middle of the pavement and I have to go round on the road', 'You get fifteen hours and no nursery that has them on a Monday', 'We have painted it three times and it comes through like a map', "It's the only place in town you can sit without buying something", 'They all want experience for a job where you learn it']})
