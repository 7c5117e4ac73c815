"""What a person gets who installs BERTopic and follows its front page, on the same notes.

Runs in an environment of its own (`pip install bertopic`), never in the project's. The only change
to the front page: the embedding model is read from a folder, so that nothing is downloaded.

Use: python plain_bertopic.py NOTES.csv MODEL_FOLDER OUT.csv
NOTES.csv is a `notes.csv` of the pipeline; one model is fitted per question.
"""

import csv
import sys

from bertopic import BERTopic
from sentence_transformers import SentenceTransformer


def main(notes_file: str, model_folder: str, out_file: str) -> None:
    """Fit BERTopic as installed on each question and write a topic for each note."""
    with open(notes_file, encoding="utf-8-sig", newline="") as file:
        notes = list(csv.DictReader(file))
    model = SentenceTransformer(model_folder)
    rows = []
    for question in dict.fromkeys(note["question_id"] for note in notes):
        part = [note for note in notes if note["question_id"] == question]
        topics, _ = BERTopic(embedding_model=model).fit_transform([note["words"] for note in part])
        rows += [(note["note_id"], topic) for note, topic in zip(part, topics, strict=True)]
    with open(out_file, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("note_id", "topic"), *rows])


if __name__ == "__main__":
    main(*sys.argv[1:])
