import django.db.models.deletion
import ithaca.kernel.clock
import ithaca.kernel.ids
import ithaca.programmes.models
import ithaca.programmes.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Cohort',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('name', models.CharField(max_length=80)),
                ('starts_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-starts_on', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Charter',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('number', models.PositiveIntegerField()),
                ('text', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('state', models.CharField(default=ithaca.programmes.states.ProgrammeState['DRAFT'], max_length=20)),
                ('template', models.CharField(max_length=80)),
                ('join_code', models.CharField(default=ithaca.programmes.models.join_code, max_length=20, unique=True)),
                ('languages', models.JSONField(default=list)),
                ('name', models.JSONField(default=dict)),
                ('theme', models.JSONField(default=dict)),
                ('objectives', models.JSONField(default=dict)),
                ('contact_types', models.JSONField(default=list)),
                ('rhythm_days', models.PositiveSmallIntegerField(default=30)),
                ('contact_minutes', models.PositiveSmallIntegerField(default=60)),
                ('contacts_to_official_end', models.PositiveSmallIntegerField(default=4)),
                ('most_contacts', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('dispute_days', models.PositiveSmallIntegerField(default=14)),
                ('length_months', models.PositiveSmallIntegerField(default=6)),
                ('capacity_per_mentor', models.PositiveSmallIntegerField(default=2)),
                ('follow_up_months', models.PositiveSmallIntegerField(blank=True, default=6, null=True)),
                ('reply_days', models.PositiveSmallIntegerField(default=7)),
                ('review_days', models.PositiveSmallIntegerField(blank=True, default=90, null=True)),
                ('first_meeting_days', models.PositiveSmallIntegerField(default=21)),
                ('silent_days', models.PositiveSmallIntegerField(default=60)),
                ('cv_asked', models.BooleanField(default=True)),
                ('duties_left_out', models.JSONField(default=list)),
                ('places', models.PositiveIntegerField(blank=True, null=True)),
                ('pairing', models.CharField(choices=[('directory', 'directory'), ('coordinator', 'coordinator'), ('both', 'both')], default='directory', max_length=12)),
                ('same_unit_excluded', models.BooleanField(default=False)),
                ('levels', models.JSONField(default=list)),
                ('own_topics', models.JSONField(default=dict)),
                ('invitation_days', models.PositiveSmallIntegerField(default=90)),
                ('opened_at', models.DateTimeField(null=True)),
                ('listed', models.BooleanField(default=False)),
                ('checked_sections', models.JSONField(default=list)),
                ('directory_version', models.PositiveBigIntegerField(default=0)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'open', 'applications closed', 'ended'])), name='programme_state_known')],
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('role', models.CharField(choices=[('mentor', 'mentor'), ('mentee', 'mentee')], max_length=8)),
                ('state', models.CharField(default=ithaca.programmes.states.ParticipationState['APPLIED'], max_length=12)),
                ('charter_sha256', models.CharField(max_length=64)),
                ('charter_accepted_at', models.DateTimeField()),
                ('answers', models.JSONField(default=dict)),
                ('eligible', models.BooleanField(default=True)),
                ('capacity', models.PositiveSmallIntegerField(default=1)),
                ('pairs', models.PositiveSmallIntegerField(default=0)),
                ('answered_at', models.DateTimeField(null=True)),
                ('waiting_rank', models.PositiveIntegerField(blank=True, null=True)),
                ('level', models.CharField(blank=True, max_length=80)),
                ('wishes', models.JSONField(default=list)),
                ('charter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.charter')),
                ('cohort', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='participations', to='programmes.cohort')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='programmes.programme')),
            ],
            options={
                'indexes': [models.Index(fields=['programme', 'role', 'state'], name='participation_by_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['applied', 'waiting', 'refused', 'withdrawn', 'accepted', 'active', 'busy', 'paused', 'left', 'excluded'])), name='participation_state_known'), models.UniqueConstraint(fields=('programme', 'person', 'role'), name='participation_once_per_role'), models.CheckConstraint(condition=models.Q(('pairs__lte', models.F('capacity')), ('role', 'mentee'), _connector='OR'), name='capacity_holds')],
            },
        ),
        migrations.CreateModel(
            name='OwnDuty',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('phase', models.CharField(max_length=40)),
                ('role', models.CharField(max_length=12)),
                ('text', models.JSONField()),
                ('taken_out_at', models.DateTimeField(null=True)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='own_duties', to='programmes.programme')),
            ],
            options={
                'ordering': ['created_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('email', models.EmailField(max_length=254)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('role', models.CharField(choices=[('mentor', 'mentor'), ('mentee', 'mentee')], max_length=8)),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English')], default='fr', max_length=5)),
                ('state', models.CharField(default=ithaca.programmes.states.InvitationState['SENT'], max_length=12)),
                ('token', models.CharField(max_length=64, unique=True)),
                ('prepared', models.JSONField(default=dict)),
                ('sent_at', models.DateTimeField(default=ithaca.kernel.clock.now, null=True)),
                ('cohort', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='invitations', to='programmes.cohort')),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('used_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='programmes.programme')),
            ],
            options={
                'indexes': [models.Index(fields=['programme', 'state'], name='invitation_by_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['prepared', 'sent', 'used', 'cancelled', 'lapsed'])), name='invitation_state_known'), models.UniqueConstraint(condition=models.Q(('state__in', (ithaca.programmes.states.InvitationState['PREPARED'], ithaca.programmes.states.InvitationState['SENT']))), fields=('programme', 'email', 'role'), name='one_open_invitation')],
            },
        ),
        migrations.CreateModel(
            name='EligibilityQuestion',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('asked_of', models.CharField(choices=[('mentor', 'mentor'), ('mentee', 'mentee'), ('both', 'both')], default='both', max_length=8)),
                ('kind', models.CharField(choices=[('yes_no', 'yes or no'), ('number', 'number'), ('choice', 'choice'), ('text', 'text')], max_length=8)),
                ('label', models.JSONField()),
                ('help', models.JSONField(default=dict)),
                ('options', models.JSONField(default=list)),
                ('rule', models.JSONField(default=dict)),
                ('refusal', models.JSONField(default=dict)),
                ('is_group', models.BooleanField(default=False)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='programmes.programme')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Coordinator',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='coordinators', to='programmes.programme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('programme', 'person'), name='coordinator_once')],
            },
        ),
        migrations.AddField(
            model_name='cohort',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cohorts', to='programmes.programme'),
        ),
        migrations.AddField(
            model_name='charter',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='charters', to='programmes.programme'),
        ),
        migrations.CreateModel(
            name='Answering',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('verb', models.CharField(max_length=12)),
                ('before', models.JSONField()),
                ('undone_at', models.DateTimeField(null=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answerings', to='programmes.programme')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('name', models.CharField(max_length=60)),
                ('query', models.CharField(max_length=500)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_filters', to='programmes.programme')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'person', 'name'), name='filter_name_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='cohort',
            constraint=models.UniqueConstraint(fields=('programme', 'name'), name='cohort_name_once'),
        ),
        migrations.AddConstraint(
            model_name='charter',
            constraint=models.UniqueConstraint(fields=('programme', 'number'), name='charter_number_once'),
        ),
    ]
