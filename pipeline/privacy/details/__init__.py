"""Personal details that have a written form: addresses, numbers, dates of birth, handles."""

from pipeline.privacy.details.addresses import find_addresses
from pipeline.privacy.details.called import find_called_numbers
from pipeline.privacy.details.identifiers import find_births, find_national_insurance, find_plates
from pipeline.privacy.details.numbers import find_numbers
from pipeline.privacy.details.online import find_emails, find_handles
from pipeline.privacy.details.postcodes import find_postcodes
from pipeline.privacy.details.spoken import find_spoken
from pipeline.privacy.details.web import find_person_urls

PATTERNS = (find_emails, find_addresses, find_handles, find_person_urls, find_spoken, find_births)
# Details that hold a digit: most notes have none.
NUMBERED = (
    find_postcodes,
    find_numbers,
    find_national_insurance,
    find_plates,
    find_called_numbers,
)
