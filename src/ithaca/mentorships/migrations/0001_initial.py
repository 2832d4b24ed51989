import django.db.models.deletion
import ithaca.kernel.clock
import ithaca.kernel.ids
import ithaca.mentorships.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('agreements', '0001_initial'),
        ('programmes', '0001_initial'),
        ('vault', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Mentorship',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('state', models.CharField(default=ithaca.mentorships.states.MentorshipState['PROPOSED'], max_length=12)),
                ('mentor_agreed_at', models.DateTimeField(null=True)),
                ('mentee_agreed_at', models.DateTimeField(null=True)),
                ('begun_at', models.DateTimeField(null=True)),
                ('willingness_confirmed_at', models.DateTimeField(null=True)),
                ('official_end_at', models.DateTimeField(null=True)),
                ('goes_on_since', models.DateTimeField(null=True)),
                ('returns_on', models.DateField(null=True)),
                ('return_reminded_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('end_kind', models.CharField(blank=True, choices=[('completed', 'completed'), ('joint early end', 'joint early end'), ('withdrawn by mentor', 'withdrawn by mentor'), ('withdrawn by mentee', 'withdrawn by mentee'), ('excluded', 'excluded')], max_length=20)),
                ('video_link', models.CharField(blank=True, max_length=300)),
                ('contacts', models.PositiveSmallIntegerField(default=0)),
                ('missed', models.PositiveSmallIntegerField(default=0)),
                ('goals_set', models.PositiveSmallIntegerField(default=0)),
                ('goals_reached', models.PositiveSmallIntegerField(default=0)),
                ('reviews_held', models.PositiveSmallIntegerField(default=0)),
                ('actions_set', models.PositiveSmallIntegerField(default=0)),
                ('actions_done', models.PositiveSmallIntegerField(default=0)),
                ('introductions_offered', models.PositiveSmallIntegerField(default=0)),
                ('introductions_made', models.PositiveSmallIntegerField(default=0)),
                ('feedback_given', models.PositiveSmallIntegerField(default=0)),
                ('last_contact_at', models.DateTimeField(null=True)),
                ('next_meeting_at', models.DateTimeField(null=True)),
                ('agreement', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agreements.agreement')),
                ('mentee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.participation')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.participation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentorships', to='programmes.programme')),
                ('room', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.room')),
            ],
            options={
                'indexes': [models.Index(fields=['programme', 'state'], name='mentorship_by_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'launch', 'development', 'separation', 'paused', 'ended', 'declined'])), name='mentorship_state_known'), models.UniqueConstraint(condition=models.Q(('state__in', ['ended', 'declined']), _negated=True), fields=('mentor', 'mentee'), name='one_running_pair'), models.CheckConstraint(condition=models.Q(('state', 'ended'), ('end_kind', ''), _connector='XOR'), name='ended_says_how')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('state', models.CharField(default=ithaca.mentorships.states.MeetingState['PROPOSED'], max_length=10)),
                ('contact_type', models.CharField(max_length=12)),
                ('starts_at', models.DateTimeField()),
                ('time_zone', models.CharField(default='UTC', max_length=60)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('place', models.CharField(blank=True, max_length=300)),
                ('caller', models.CharField(blank=True, max_length=8)),
                ('recorded_at', models.DateTimeField(null=True)),
                ('missed_by', models.CharField(blank=True, max_length=8)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('disputed_at', models.DateTimeField(null=True)),
                ('chosen_slot', models.UUIDField(null=True)),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('offered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('planned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mentorship', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='mentorships.mentorship')),
            ],
            options={
                'ordering': ['starts_at'],
                'indexes': [models.Index(fields=['state', 'starts_at'], name='meeting_by_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'planned', 'held', 'missed', 'disputed', 'to confirm', 'cancelled', 'declined', 'refused', 'taken back'])), name='meeting_state_known'), models.CheckConstraint(condition=models.Q(('state__in', ['missed', 'disputed']), ('missed_by', ''), _connector='XOR'), name='missed_says_by_whom'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'proposed'), _negated=True), ('offered_by__isnull', False), _connector='OR'), name='proposed_says_by_whom')],
            },
        ),
        migrations.CreateModel(
            name='Introduction',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('state', models.CharField(default=ithaca.mentorships.states.IntroductionState['OFFERED'], max_length=12)),
                ('answered_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField(null=True)),
                ('thanked_at', models.DateTimeField(null=True)),
                ('content', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.contentobject')),
                ('mentorship', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='introductions', to='mentorships.mentorship')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['offered', 'accepted', 'declined', 'made', 'thanked', 'taken back'])), name='introduction_state_known')],
            },
        ),
        migrations.CreateModel(
            name='GoalReview',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('due_on', models.DateField()),
                ('announced_at', models.DateTimeField(null=True)),
                ('held_at', models.DateTimeField(null=True)),
                ('content', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.contentobject')),
                ('mentorship', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='mentorships.mentorship')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('held_at', None)), fields=('mentorship',), name='one_review_to_come'), models.CheckConstraint(condition=models.Q(('held_at', None), ('content__isnull', False), _connector='XOR'), name='held_review_has_words')],
            },
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('state', models.CharField(default=ithaca.mentorships.states.GoalState['SET'], max_length=12)),
                ('due_on', models.DateField(null=True)),
                ('reached_at', models.DateTimeField(null=True)),
                ('content', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.contentobject')),
                ('mentorship', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='mentorships.mentorship')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['set', 'in progress', 'reached', 'dropped'])), name='goal_state_known')],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('due_on', models.DateField()),
                ('asked_at', models.DateTimeField(null=True)),
                ('mentorship', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='follow_up', to='mentorships.mentorship')),
            ],
            options={
                'indexes': [models.Index(fields=['asked_at', 'due_on'], name='follow_up_due')],
            },
        ),
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('goals_reviewed_at', models.DateTimeField(null=True)),
                ('handed_over_at', models.DateTimeField(null=True)),
                ('mentorship', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='closing', to='mentorships.mentorship')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Attestation',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('code', models.CharField(max_length=20, unique=True)),
                ('issued_on', models.DateField()),
                ('name', models.CharField(max_length=150)),
                ('programme', models.JSONField()),
                ('organisation', models.CharField(max_length=200)),
                ('begun_on', models.DateField()),
                ('ended_on', models.DateField()),
                ('contacts', models.PositiveSmallIntegerField()),
                ('minutes', models.PositiveIntegerField()),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.participation')),
                ('mentorship', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mentorships.mentorship')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('mentorship', 'participation'), name='attested_once')],
            },
        ),
        migrations.CreateModel(
            name='Action',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('owner', models.CharField(choices=[('mentor', 'mentor'), ('mentee', 'mentee'), ('both', 'both')], max_length=6)),
                ('due_on', models.DateField(null=True)),
                ('state', models.CharField(default=ithaca.mentorships.states.ActionState['OPEN'], max_length=8)),
                ('done_at', models.DateTimeField(null=True)),
                ('content', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.contentobject')),
                ('goal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='mentorships.goal')),
                ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='mentorships.meeting')),
                ('mentorship', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='mentorships.mentorship')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'done', 'dropped'])), name='action_state_known')],
            },
        ),
        migrations.CreateModel(
            name='Nudge',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('words', models.CharField(max_length=20)),
                ('mentorship', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='nudges', to='mentorships.mentorship')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PrivateTopic',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('state', models.CharField(default=ithaca.mentorships.states.TopicState['MARKED'], max_length=10)),
                ('consented_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('destroyed_at', models.DateTimeField(null=True)),
                ('marked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mentorship', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topics', to='mentorships.mentorship')),
                ('room', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.room')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['marked', 'consented', 'withdrawn', 'destroyed'])), name='private topic_state_known')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('kind', models.CharField(choices=[('go on', 'go on'), ('close', 'close'), ('end early', 'end early')], max_length=10)),
                ('state', models.CharField(default=ithaca.mentorships.states.ProposalState['OPEN'], max_length=12)),
                ('proposer_talked_at', models.DateTimeField(null=True)),
                ('other_talked_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('mentorship', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='mentorships.mentorship')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'agreed', 'declined', 'taken back'])), name='proposal_state_known'), models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('mentorship',), name='one_open_proposal')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('read_until', models.DateTimeField(null=True)),
                ('waiting_since', models.DateTimeField(null=True)),
                ('announced_at', models.DateTimeField(null=True)),
                ('mentorship', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='mentorships.mentorship')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.room')),
            ],
            options={
                'indexes': [models.Index(fields=['announced_at', 'waiting_since'], name='reading_to_announce')],
                'constraints': [models.UniqueConstraint(fields=('room', 'person'), name='one_reading_per_room')],
            },
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('starts_at', models.DateTimeField()),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='mentorships.meeting')),
            ],
            options={
                'ordering': ['starts_at'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'starts_at'), name='slot_once')],
            },
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('state', models.CharField(default=ithaca.mentorships.states.SuccessionState['ASKED'], max_length=16)),
                ('answered_at', models.DateTimeField(null=True)),
                ('handed_over_at', models.DateTimeField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('mentorship', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='succession', to='mentorships.mentorship')),
            ],
            options={
                'indexes': [models.Index(fields=['state'], name='succession_by_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'with mentee', 'with coordinator', 'settled'])), name='succession_state_known')],
            },
        ),
        migrations.CreateModel(
            name='Replacement',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('state', models.CharField(default=ithaca.mentorships.states.ReplacementState['OFFERED'], max_length=10)),
                ('answered_at', models.DateTimeField(null=True)),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.participation')),
                ('succession', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replacements', to='mentorships.succession')),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['offered', 'taken up', 'declined', 'lapsed'])), name='replacement_state_known'), models.UniqueConstraint(fields=('succession', 'mentor'), name='proposed_once')],
            },
        ),
        migrations.CreateModel(
            name='SummaryReading',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('revision', models.PositiveIntegerField()),
                ('read_at', models.DateTimeField()),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='mentorships.meeting')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'person'), name='summary_read_once')],
            },
        ),
        migrations.CreateModel(
            name='Tick',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('duty', models.CharField(max_length=100)),
                ('ticked_at', models.DateTimeField()),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('mentorship', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ticks', to='mentorships.mentorship')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('mentorship', 'duty'), name='ticked_once')],
            },
        ),
        migrations.CreateModel(
            name='Afterwards',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('kind', models.CharField(choices=[('fewer', 'fewer meetings'), ('informal', 'informal contact'), ('none', 'no meetings')], max_length=10)),
                ('rhythm_weeks', models.PositiveSmallIntegerField(null=True)),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.participation')),
                ('closing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to='mentorships.closing')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('closing', 'participation'), name='wished_once'), models.CheckConstraint(condition=models.Q(('kind', 'fewer'), ('rhythm_weeks', None), _connector='XOR'), name='fewer_says_how_often')],
            },
        ),
        migrations.CreateModel(
            name='CheckIn',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('in_touch', models.CharField(choices=[('often', 'often'), ('sometimes', 'sometimes'), ('no', 'no')], max_length=10)),
                ('lasts', models.CharField(choices=[('yes', 'yes'), ('partly', 'partly'), ('no', 'no')], max_length=10)),
                ('wants_contact', models.BooleanField()),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.participation')),
                ('follow_up', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='check_ins', to='mentorships.followup')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('follow_up', 'participation'), name='checked_in_once')],
            },
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('asked_at', models.DateTimeField(null=True)),
                ('given_at', models.DateTimeField(null=True)),
                ('content', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.contentobject')),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feedback', to='mentorships.meeting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'giver'), name='one_feedback_per_meeting'), models.CheckConstraint(condition=models.Q(models.Q(('content', None), ('given_at', None)), models.Q(('content__isnull', False), ('given_at__isnull', False)), _connector='OR'), name='given_feedback_has_words')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('answer', models.CharField(choices=[('accepted', 'accepted'), ('declined', 'declined'), ('tentative', 'tentative')], max_length=9)),
                ('sequence', models.PositiveIntegerField()),
                ('stamped_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='mentorships.meeting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'person'), name='one_attendance')],
            },
        ),
    ]
