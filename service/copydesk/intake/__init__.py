"""From a raw record to drafts: decide what the bytes are, then read them in that format.

Must not: repair text or guess what it means; a draft says what the source said.
"""

from copydesk.intake.reading import FORMATS, PUBLISHED_AT, SNIFFING, SOURCE_ID, Reading, read

__all__ = ["FORMATS", "PUBLISHED_AT", "SNIFFING", "SOURCE_ID", "Reading", "read"]
