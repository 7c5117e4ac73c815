"""What invented write-ups say around their notes: questions, titles, names, sentences of the organisers."""

from __future__ import annotations

QUESTIONS = (
    "What would make it easier to get here?",
    "How can we hear from people who never come?",
    "What works well now?",
    "What gets in the way?",
    "Who else should we be talking to?",
    "How should decisions be shared?",
    "What matters most to you about your care?",
    "What one thing would you change?",
    "Where do you go for help when you need it?",
    "How do you find out what is on?",
    "What does good support look like?",
    "Why do people stop coming?",
)
TOPICS = (
    "Transport and getting about",
    "Access to services",
    "Information",
    "Money and benefits",
    "Carers",
    "Mental health support",
    "Communication",
    "The building",
    "Young people",
    "Safety",
    "Health and wellbeing",
    "Volunteering",
)
TASKS = (
    "Tell us about your last visit",
    "Describe a good day",
    "Think about the future of the hub",
    "Share one idea for the garden",
    "Tell us what stops you taking part",
    "Discuss how we can reach more people",
)
LAST_TOPICS = ("Any other comments", "Other points", "Any other ideas")
SUB_HEADINGS = (
    ("What works", "What doesn't work"),
    ("Strengths", "Challenges"),
    ("Positives", "Negatives"),
    ("Ideas", "Concerns"),
    ("Getting there", "Being there"),
)
LABELS = ("Notes:", "Comments:", "Post-its:", "Responses:", "Feedback:", "Key points:", "Answers:")
BETWEEN = {
    "facilitator": "Facilitator: Jo Marsh",
    "count": "8 people took part in this discussion.",
    "how": "We asked everybody to write down their thoughts and put them on the wall.",
    "time": "(15 minutes)",
}
NAMES = ("Ann", "Tariq", "Moira", "Jola", "Kwame", "Siân", "Pete", "Farida", "Lucy", "Omar")
TITLES = (
    "Listening event, Kettleby Hall",
    "Community conversation 2026",
    "Notes from the spring gathering",
    "Have your say day – write-up",
    "Feedback from our open afternoon",
)
INTRODUCTIONS = (
    "On 4 March 2026 some forty people met at the hall to talk about local services.",
    "This document is a record of what was said. Facilitators took notes at each table and typed them up"
    " afterwards.",
    "The day was organised by the council together with the health board and was open to anybody.",
    "Thank you to everybody who came along and shared their views with us.",
    "The aim of the event was to find out what matters to people before the strategy is refreshed.",
)
AGENDA = ("10:00 Welcome", "10:15 Table discussions", "11:30 Feedback", "12:00 Lunch and close")
CLOSING_LISTS = {
    "next steps": (
        "Next steps",
        (
            "The notes will be sent to everybody who came.",
            "The steering group will meet in June to agree an action plan.",
            "A summary will be published on the website.",
        ),
    ),
    "summary": (
        "Summary",
        (
            "People valued the staff and wanted more time with them.",
            "Transport was raised at every table.",
        ),
    ),
}
CLOSING_SENTENCES = {
    "thanks": "Thank you to everybody who took part.",
    "contact": "For more information contact the engagement team at hello@example.org.",
}
VOTES = {"bracket": " (3 votes)", "times": " x2", "plus": " +1 +1"}
