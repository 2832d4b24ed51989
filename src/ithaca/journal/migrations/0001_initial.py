import django.core.serializers.json
import django.db.models.deletion
import ithaca.kernel.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('verb', models.CharField(max_length=60)),
                ('actor_id', models.UUIDField(null=True)),
                ('subject_id', models.UUIDField()),
                ('programme_id', models.UUIDField(null=True)),
                ('within_id', models.UUIDField(null=True)),
                ('facts', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
            ],
            options={
                'indexes': [models.Index(fields=['subject_id', 'id'], name='journal_by_subject'), models.Index(fields=['programme_id', 'verb', 'at'], name='journal_by_programme'), models.Index(condition=models.Q(('within_id__isnull', False)), fields=['within_id', 'id'], name='journal_within')],
            },
        ),
        migrations.CreateModel(
            name='Undispatched',
            fields=[
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='journal.event')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_try_at', models.DateTimeField(db_index=True, default=ithaca.kernel.clock.now)),
                ('last_error', models.TextField(blank=True)),
            ],
        ),
    ]
