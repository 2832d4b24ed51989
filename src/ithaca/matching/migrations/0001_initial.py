import django.db.models.deletion
import ithaca.kernel.clock
import ithaca.kernel.ids
import ithaca.matching.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('mentorships', '0001_initial'),
        ('programmes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PolicyVersion',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('number', models.PositiveIntegerField(null=True)),
                ('content', models.JSONField()),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='policies', to='programmes.programme')),
                ('saved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('programme', 'number'), name='policy_numbers_are_unique')],
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('state', models.CharField(default=ithaca.matching.states.RunState['WAITING'], max_length=10)),
                ('scope', models.JSONField(default=dict)),
                ('seed', models.PositiveIntegerField(default=0)),
                ('result', models.JSONField(default=dict)),
                ('problem', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('lease_until', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('solved_at', models.DateTimeField(null=True)),
                ('published_at', models.DateTimeField(null=True)),
                ('based_on', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='variants', to='matching.run')),
                ('policy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='matching.policyversion')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='programmes.programme')),
                ('started_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['programme', 'state'], name='run_by_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'failed', 'review', 'published', 'discarded'])), name='run_state_known')],
            },
        ),
        migrations.CreateModel(
            name='GroupFigures',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('side', models.CharField(choices=[('mentor', 'mentor'), ('mentee', 'mentee')], max_length=8)),
                ('told', models.PositiveIntegerField()),
                ('report', models.JSONField()),
                ('counted', models.JSONField(default=list)),
                ('with_pair', models.JSONField(default=list)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.eligibilityquestion')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='matching.run')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('run', 'question', 'side'), name='group_figures_are_taken_once')],
            },
        ),
        migrations.CreateModel(
            name='RunChange',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('number', models.PositiveIntegerField()),
                ('verb', models.CharField(choices=[('move', 'Move'), ('lock', 'Lock'), ('unlock', 'Unlock'), ('undo', 'Undo')], max_length=6)),
                ('before', models.JSONField()),
                ('after', models.JSONField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='matching.run')),
                ('undoes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='undone_by', to='matching.runchange')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('run', 'number'), name='change_numbers_are_unique')],
            },
        ),
        migrations.CreateModel(
            name='RunPerson',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('number', models.PositiveIntegerField()),
                ('side', models.CharField(choices=[('mentor', 'mentor'), ('mentee', 'mentee')], max_length=8)),
                ('name', models.CharField(max_length=120)),
                ('capacity', models.PositiveIntegerField(default=1)),
                ('least', models.PositiveIntegerField(default=0)),
                ('facts', models.JSONField(default=dict)),
                ('unmatched', models.JSONField(default=dict)),
                ('invitation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.invitation')),
                ('participation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.participation')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people', to='matching.run')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('run', 'side', 'number'), name='run_numbers_are_unique'), models.CheckConstraint(condition=models.Q(('participation__isnull', False), ('invitation__isnull', False), _connector='OR'), name='run_person_is_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Pair',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('score', models.PositiveIntegerField()),
                ('parts', models.JSONField(default=dict)),
                ('locked', models.BooleanField(default=False)),
                ('by_hand', models.BooleanField(default=False)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs', to='matching.run')),
                ('mentee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='matching.runperson')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='matching.runperson')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('run', 'mentee'), name='one_mentor_in_a_run')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('text', models.TextField(max_length=2000)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='matching.run')),
                ('about', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='matching.runperson')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MatchProposal',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('score', models.PositiveIntegerField()),
                ('parts', models.JSONField(default=dict)),
                ('state', models.CharField(default=ithaca.matching.states.MatchProposalState['OPEN'], max_length=10)),
                ('reply_by', models.DateTimeField()),
                ('mentee_answer', models.CharField(blank=True, choices=[('yes', 'Yes'), ('no', 'No')], max_length=3)),
                ('mentor_answer', models.CharField(blank=True, choices=[('yes', 'Yes'), ('no', 'No')], max_length=3)),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('reason_words', models.TextField(blank=True, max_length=1000)),
                ('answered_at', models.DateTimeField(null=True)),
                ('mentorship', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mentorships.mentorship')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='matching.run')),
                ('mentee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.runperson')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.runperson')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'reply_by'], name='match_proposal_by_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'agreed', 'declined', 'lapsed', 'withdrawn'])), name='match_proposal_state_known'), models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('mentee',), name='one_open_match_proposal')],
            },
        ),
        migrations.CreateModel(
            name='SafeguardingCheck',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('seen_on', models.DateField()),
                ('valid_until', models.DateField(null=True)),
                ('participation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='safeguarding_check', to='programmes.participation')),
                ('seen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('words', models.TextField(max_length=3000)),
                ('answer', models.TextField(blank=True, max_length=3000)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='programmes.programme')),
            ],
            options={
                'indexes': [models.Index(fields=['programme', 'answered_at'], name='objection_by_answer')],
            },
        ),
    ]
