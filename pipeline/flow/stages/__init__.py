"""The whole flow on one screen: each stage with the tables it reads, its settings, and what else it takes.

A stage reads tables, calls the pure functions of rooms, and writes tables. Order and freshness are decided by
the runner from what is declared here.
"""

from pipeline.flow.job import Stage

_HERE = "pipeline.flow.stages"

EVENT_FLOW = (
    Stage("ingest", f"{_HERE}.notes:ingest", settings=("ingest",), also=("documents",)),
    Stage("privacy", f"{_HERE}.notes:privacy", ("notes", "roster"), ("privacy",), ("withheld",)),
    Stage("language", f"{_HERE}.themes:language", ("questions", "safe_notes"), ("language", "embedding")),
    Stage("embedding", f"{_HERE}.notes:embedding", ("safe_notes",), ("embedding",)),
    Stage(
        "themes", f"{_HERE}.themes:themes",
        ("questions", "notes", "privacy_flags", "safe_notes", "note_language", "vectors"),
        ("privacy", "embedding", "themes", "model"),
        ("codebook",),
    ),
    Stage(
        "review", f"{_HERE}.review:review",
        ("event", "questions", "figures", "notes", "withheld", "privacy_flags", "safe_notes",
         "note_language", "roster", "vectors", "draft_codings", "draft_themes", "model_types"),
        ("privacy", "embedding", "themes", "model", "review", "report"),
        ("documents", "fingerprint"),
    ),
    Stage(
        "agreement", f"{_HERE}.report:agreement",
        ("ledger", "sources", "questions", "roster", "safe_notes", "vectors", "codings", "themes"),
        ("agreement", "privacy", "embedding"),
    ),
    Stage(
        "report", f"{_HERE}.report:report",
        ("event", "sources", "ledger", "questions", "notes", "roster", "withheld", "shown_notes", "vectors",
         "note_language", "differences", "coded_notes", "decisions", "conflicts", "reviewer_agreements",
         "draft_themes", "codings", "themes", "summary_points", "summary_themes", "survey_answers",
         "model_replies", "model_codings", "model_sentences", "model_types"),
        ("privacy", "report", "model"),
        ("fingerprint",),
    ),
)  # fmt: skip

# Run after the events: what it reads are the final tables of each of them.
SERIES_FLOW = (
    Stage(
        "series", f"{_HERE}.series:series",
        ("event", "roster", "questions", "notes", "withheld", "shown_notes", "coded_notes", "note_language",
         "differences", "codings", "themes", "summary_points", "summary_themes", "survey_answers",
         "figures", "targets", "vectors"),
        ("series", "privacy", "report", "model"),
        ("series", "framework", "files"),
    ),
)  # fmt: skip
