"""What is typed in the e-service and not saved yet. Null and no default: SQLite then leaves the table and its locks."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies = [("fees", "0003_stops_on_error")]

    operations = [
        migrations.AddField(
            model_name="incomestatement",
            name="unfinished",
            field=models.JSONField(blank=True, null=True, verbose_name="skrivet men inte klart"),
        ),
    ]
