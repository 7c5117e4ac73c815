"""The software bill of materials, as CycloneDX: `python -m tests.safety.sbom FILE`.

Lists every package that comes with the project for its users, as it is installed here, with version, licence,
package URL and what needs what. The same to the byte whenever it is made from the same packages.
"""

from __future__ import annotations

import importlib.metadata
import json
import sys
import uuid
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from tests.safety.licences import find_licence
from tests.safety.packages import list_runtime

PROJECT = "listening-event-notes"
_NAMESPACE = uuid.UUID("6f0c4c9e-54c5-5b6f-9f0a-6b9a2f1d7c11")


def make_bill(project: str = PROJECT) -> str:
    """The bill as JSON."""
    root = _describe(project, ComponentType.APPLICATION)
    parts = [_describe(name, ComponentType.LIBRARY) for name in list_runtime(project)]
    bill = Bom(components=parts)
    bill.metadata.component = root
    bill.register_dependency(root, parts)
    for part in parts:
        needed = set(list_runtime(part.name))
        bill.register_dependency(part, [other for other in parts if other.name in needed])
    made = json.loads(JsonV1Dot6(bill).output_as_string())
    # When and under which number it was made says nothing of what is in it.
    made["metadata"].pop("timestamp", None)
    named = " ".join(sorted(str(part.purl) for part in parts))
    made["serialNumber"] = f"urn:uuid:{uuid.uuid5(_NAMESPACE, named)}"
    return json.dumps(made, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _describe(name: str, kind: ComponentType) -> Component:
    version = importlib.metadata.version(name)
    purl = PackageURL("pypi", None, name, version)
    licence, _ = find_licence(name)
    licences = [LicenseFactory().make_from_string(licence)] if licence and name != PROJECT else []
    return Component(name=name, version=version, type=kind, purl=purl, bom_ref=str(purl), licenses=licences)


def main() -> None:
    """Write it to the file that is named, or to standard output."""
    bill = make_bill()
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(bill, encoding="utf-8")
    else:
        sys.stdout.write(bill)


if __name__ == "__main__":
    main()
