import django.db.models.deletion
import ithaca.intake.states
import ithaca.kernel.clock
import ithaca.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('organisations', '0001_initial'),
        ('programmes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('kind', models.CharField(choices=[('people', 'people'), ('chart', 'chart')], max_length=8)),
                ('state', models.CharField(default=ithaca.intake.states.ImportState['MAPPING'], max_length=10)),
                ('file', models.FileField(blank=True, upload_to='imports/')),
                ('file_name', models.CharField(max_length=120)),
                ('headings', models.JSONField(default=list)),
                ('sample', models.JSONField(default=list)),
                ('columns', models.JSONField(default=dict)),
                ('choices', models.JSONField(default=dict)),
                ('levels', models.JSONField(default=list)),
                ('defaults', models.JSONField(default=dict)),
                ('send', models.BooleanField(default=False)),
                ('all_read', models.BooleanField(default=False)),
                ('problem', models.TextField(blank=True)),
                ('result', models.JSONField(default=dict)),
                ('ended_at', models.DateTimeField(null=True)),
                ('cohort', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='programmes.cohort')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='organisations.organisation')),
                ('programme', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='programmes.programme')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at'],
                'indexes': [models.Index(fields=['state'], name='import_by_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['mapping', 'checking', 'review', 'proposed', 'creating', 'done', 'failed', 'cancelled'])), name='import_state_known'), models.CheckConstraint(condition=models.Q(('kind', 'chart'), ('programme__isnull', False), _connector='OR'), name='people_join_a_programme')],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('cells', models.JSONField()),
                ('state', models.CharField(default=ithaca.intake.states.RowState['NEW'], max_length=10)),
                ('key', models.CharField(blank=True, max_length=254)),
                ('checked', models.JSONField(default=dict)),
                ('problems', models.JSONField(default=list)),
                ('notes', models.JSONField(default=list)),
                ('outcome', models.CharField(blank=True, max_length=12)),
                ('kept', models.JSONField(default=list)),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='intake.import')),
            ],
            options={
                'indexes': [models.Index(fields=['job', 'state', 'number'], name='import_row_by_state'), models.Index(fields=['job', 'key'], name='import_row_by_key')],
                'constraints': [models.UniqueConstraint(fields=('job', 'number'), name='import_row_once')],
            },
        ),
        migrations.CreateModel(
            name='Remembered',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('kind', models.CharField(choices=[('people', 'people'), ('chart', 'chart')], max_length=8)),
                ('headings', models.JSONField(default=dict)),
                ('choices', models.JSONField(default=dict)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                ('programme', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.programme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('programme__isnull', False)), fields=('kind', 'programme'), name='remembered_once_a_programme'), models.UniqueConstraint(condition=models.Q(('programme', None)), fields=('kind', 'organisation'), name='remembered_once_an_organisation')],
            },
        ),
        migrations.CreateModel(
            name='UnknownWord',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('field', models.CharField(max_length=20)),
                ('key', models.CharField(max_length=200)),
                ('text', models.CharField(max_length=200)),
                ('count', models.PositiveIntegerField(default=0)),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unknown_words', to='intake.import')),
            ],
            options={
                'ordering': ['field', '-count', 'text'],
                'constraints': [models.UniqueConstraint(fields=('job', 'field', 'key'), name='unknown_word_once')],
            },
        ),
    ]
