import django.db.models.deletion
import ithaca.competences.states
import ithaca.kernel.clock
import ithaca.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('mentorships', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='FrameworkVersion',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('series', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False)),
                ('number', models.PositiveIntegerField(default=1)),
                ('state', models.CharField(default=ithaca.competences.states.VersionState['DRAFT'], max_length=10)),
                ('origin', models.CharField(blank=True, max_length=80)),
                ('content', models.JSONField()),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('published_at', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'state'], name='framework_by_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'published', 'retired'])), name='framework_version_state_known'), models.UniqueConstraint(fields=('series', 'number'), name='framework_number_once'), models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('series',), name='one_draft_per_framework'), models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('sha256', ''), _negated=True), _connector='XOR'), name='published_framework_has_digest')],
            },
        ),
        migrations.CreateModel(
            name='Portfolio',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('series', models.UUIDField(editable=False)),
                ('level', models.CharField(blank=True, max_length=40)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='competences.frameworkversion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'series'), name='one_portfolio_per_framework')],
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('kind', models.CharField(max_length=40)),
                ('made_on', models.DateField()),
                ('abilities', models.JSONField()),
                ('consent', models.CharField(default=ithaca.competences.states.ConsentState['NOT_NEEDED'], max_length=10)),
                ('consent_asked_at', models.DateTimeField(null=True)),
                ('consent_answered_at', models.DateTimeField(null=True)),
                ('mentorship', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mentorships.mentorship')),
                ('portfolio', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='competences.portfolio')),
            ],
            options={
                'ordering': ['-made_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('consent__in', ['not needed', 'waiting', 'given', 'refused', 'withdrawn'])), name='consent_consent_known'), models.CheckConstraint(condition=models.Q(('consent', 'not needed'), ('mentorship__isnull', False), _connector='OR'), name='consent_is_somebodys')],
            },
        ),
        migrations.CreateModel(
            name='FrozenPortfolio',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('manifest', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('readers', models.JSONField(default=list)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='competences.frameworkversion')),
                ('portfolio', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='frozen', to='competences.portfolio')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('state', models.CharField(default=ithaca.competences.states.AssessmentState['OPEN'], max_length=6)),
                ('marks', models.JSONField(default=dict)),
                ('done_at', models.DateTimeField(null=True)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='competences.frameworkversion')),
                ('portfolio', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to='competences.portfolio')),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'done'])), name='assessment_state_known'), models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('portfolio',), name='one_open_assessment')],
            },
        ),
        migrations.CreateModel(
            name='Validation',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('ability', models.CharField(max_length=40)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='validations', to='competences.item')),
                ('referent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'ability'), name='validated_once')],
            },
        ),
    ]
