"""What can be said of the vendor's region that an address names."""

from __future__ import annotations

from typing import Final

from permit_desktop.api import errors
from permit_desktop.api.errors import ServiceError
from permit_desktop.api.service import REGIONS, ServiceAddress
from permit_desktop.domain.checks import Check, Line, doubtful, failed, fine, skipped
from permit_desktop.domain.errors import PermitError

_PROJECT_ELSEWHERE: Final = frozenset({"APIG.0310", "APIG.0802", "APIGW.0310", "APIGW.0802"})


def region_line(address: ServiceAddress, refused: PermitError | None) -> Line:
    """Whether the region fits.

    Args:
        refused: what the service said to a caller whom it let in, None when all is well.
    """
    region = next((known for known in REGIONS if known.region_id == address.region_id), None)
    if address.region_id is None:
        return skipped(Check.REGION, "The address names no region of the vendor.")
    if region is None:
        return doubtful(
            Check.REGION,
            f"The region {address.region_id} is not among those where recognition was ever offered.",
            "Compare the address with the vendor's list of endpoints.",
        )
    if isinstance(refused, ServiceError) and refused.service_code in _PROJECT_ELSEWHERE:
        return failed(
            Check.REGION,
            f"The project ID does not belong to the region {region.name}, or may not be used there.",
            "Take the project ID that the console shows for this region.",
        )
    if isinstance(refused, ServiceError) and refused.outcome is errors.NOT_ENABLED:
        return failed(
            Check.REGION,
            f"In the region {region.name} the service is not enabled for this account.",
            "Enable it there, or enter the address of the region where it is.",
        )
    if not region.listed:
        return doubtful(
            Check.REGION,
            f"The vendor never listed permit recognition in the region {region.name}.",
            "If it does not answer, try the region CN-Hong Kong.",
        )
    return fine(Check.REGION, f"The region is {region.name}.")
