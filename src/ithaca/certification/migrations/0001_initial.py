import django.core.validators
import django.db.models.deletion
import ithaca.certification.states
import ithaca.kernel.clock
import ithaca.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('competences', '0001_initial'),
        ('credentials', '0001_initial'),
        ('organisations', '0001_initial'),
        ('vault', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sample',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('ability', models.CharField(max_length=40)),
                ('text', models.TextField()),
                ('expected', models.CharField(choices=[('met', 'met'), ('partly', 'partly'), ('not met', 'not met')], max_length=10)),
            ],
            options={
                'ordering': ['created_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='File',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('level', models.CharField(max_length=40)),
                ('state', models.CharField(default=ithaca.certification.states.FileState['APPLIED'], max_length=20)),
                ('since', models.DateTimeField()),
                ('interviewed_at', models.DateTimeField(null=True)),
                ('interview_notes', models.TextField(blank=True)),
                ('credential', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='credentials.credential')),
                ('frozen', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='competences.frozenportfolio')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('portfolio', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='competences.portfolio')),
                ('renews', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='renewals', to='certification.file')),
            ],
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('step', models.CharField(max_length=30)),
                ('reasons', models.TextField()),
                ('conditions', models.TextField(blank=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='certification.file')),
            ],
            options={
                'ordering': ['created_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('grounds', models.TextField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appeals', to='certification.file')),
            ],
            options={
                'ordering': ['created_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('referent', models.BooleanField(default=False)),
                ('state', models.CharField(default=ithaca.certification.states.PartState['RATING'], max_length=20)),
                ('given_at', models.DateTimeField(null=True)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='certification.file')),
                ('named_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['rating', 'given', 'stepped aside'])), name='assessor_part_state_known'), models.UniqueConstraint(fields=('file', 'person'), name='assesses_a_file_once')],
            },
        ),
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('ability', models.CharField(max_length=40)),
                ('mark', models.CharField(choices=[('met', 'met'), ('partly', 'partly'), ('not met', 'not met')], max_length=10)),
                ('comment', models.TextField(blank=True)),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ratings', to='certification.part')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('part', 'ability'), name='rated_once')],
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('item', models.UUIDField()),
                ('copy', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.frozencopy')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='releases', to='certification.file')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SampleRating',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('mark', models.CharField(choices=[('met', 'met'), ('partly', 'partly'), ('not met', 'not met')], max_length=10)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sample', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ratings', to='certification.sample')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('sample', 'person'), name='sample_rated_once')],
            },
        ),
        migrations.CreateModel(
            name='Scheme',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('state', models.CharField(default=ithaca.certification.states.SchemeState['DRAFT'], max_length=10)),
                ('assessors', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)])),
                ('referent', models.BooleanField(default=True)),
                ('interview', models.BooleanField(default=True)),
                ('deciders_read', models.BooleanField(default=False)),
                ('appeal_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(7), django.core.validators.MaxValueValidator(365)])),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='competences.frameworkversion')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'open', 'closed'])), name='scheme_state_known'), models.UniqueConstraint(fields=('version',), name='one_scheme_per_framework_version')],
            },
        ),
        migrations.AddField(
            model_name='sample',
            name='scheme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='samples', to='certification.scheme'),
        ),
        migrations.CreateModel(
            name='PanelMember',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('assesses', models.BooleanField(default=True)),
                ('refers', models.BooleanField(default=False)),
                ('decides', models.BooleanField(default=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='panel', to='certification.scheme')),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('scheme', 'person'), name='on_a_panel_once')],
            },
        ),
        migrations.AddField(
            model_name='file',
            name='scheme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='certification.scheme'),
        ),
        migrations.CreateModel(
            name='Settlement',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('ability', models.CharField(max_length=40)),
                ('mark', models.CharField(choices=[('met', 'met'), ('partly', 'partly'), ('not met', 'not met')], max_length=10)),
                ('agreed', models.JSONField(default=list)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='settlements', to='certification.file')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('file', 'ability'), name='settled_once')],
            },
        ),
        migrations.CreateModel(
            name='Tie',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('trainer', models.BooleanField(default=False)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('declared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('candidate', 'person', 'trainer'), name='tie_declared_once'), models.CheckConstraint(condition=models.Q(('candidate', models.F('person')), _negated=True), name='tie_needs_two')],
            },
        ),
        migrations.AddIndex(
            model_name='file',
            index=models.Index(fields=['scheme', 'state'], name='file_by_state'),
        ),
        migrations.AddConstraint(
            model_name='file',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['applied', 'not eligible', 'eligible', 'submitted', 'assessing', 'settling', 'interview', 'deciding', 'certified', 'conditional', 'refused', 'appealed', 'refused for good', 'suspended', 'withdrawn', 'left'])), name='certification_file_state_known'),
        ),
        migrations.AddConstraint(
            model_name='file',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['applied', 'eligible', 'submitted', 'assessing', 'settling', 'interview', 'deciding', 'appealed'])), fields=('scheme', 'person'), name='one_running_file_per_scheme'),
        ),
        migrations.AddConstraint(
            model_name='file',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['certified', 'suspended', 'withdrawn']), _negated=True), ('credential__isnull', False), _connector='OR'), name='certified_has_credential'),
        ),
    ]
