"""A prepared case as it is now, under lock, for the action that changes it."""

from andrum.automation.models import HandOver


def locked_hand_over(hand_over: HandOver) -> HandOver:
    """The row as it is now, locked until the transaction is over."""
    return (
        HandOver.objects.select_for_update(of=("self",), no_key=True)
        .select_related("matter__applicant", "matter__unit", "run__application__co_applicant")
        .get(pk=hand_over.pk)
    )
