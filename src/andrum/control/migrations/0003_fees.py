"""Reviews of fees: a stratum of a fee mandate, a review without a run. The locks are put on again after the change."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

LOCKS = import_module("andrum.control.migrations.0002_locks")


class Migration(migrations.Migration):
    dependencies = [
        ("automation", "0002_appeals"),
        ("control", "0002_locks"),
        ("fees", "0003_stops_on_error"),
    ]

    operations = [
        migrations.RunPython(LOCKS.take_off, LOCKS.put_on),
        migrations.AddField(
            model_name="stratum",
            name="fee_mandate",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="fees.feemandate",
            ),
        ),
        migrations.AlterField(
            model_name="review",
            name="run",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="automation.run",
            ),
        ),
        migrations.AlterField(
            model_name="stratum",
            name="mandate",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="automation.mandate",
            ),
        ),
        migrations.AddConstraint(
            model_name="stratum",
            constraint=models.UniqueConstraint(
                fields=("fee_mandate", "case_type", "risk"), name="control_fee_stratum_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="stratum",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fee_mandate__isnull", True), ("mandate__isnull", False)),
                    models.Q(("fee_mandate__isnull", False), ("mandate__isnull", True)),
                    _connector="OR",
                ),
                name="control_stratum_of_one_mandate",
            ),
        ),
        migrations.RunPython(LOCKS.put_on, LOCKS.take_off),
    ]
