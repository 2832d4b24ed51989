import django.db.models.deletion
import ithaca.kernel.clock
import ithaca.kernel.ids
import ithaca.trainings.states
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('programmes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Training',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('series', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False)),
                ('kind', models.CharField(choices=[('training', 'training'), ('meeting', 'programme meeting'), ('community', "mentors' community")], default='training', max_length=10)),
                ('state', models.CharField(default=ithaca.trainings.states.TrainingState['DRAFT'], max_length=10)),
                ('audience', models.CharField(choices=[('both', 'mentors and mentees'), ('mentor', 'mentors'), ('mentee', 'mentees')], default='both', max_length=8)),
                ('title', models.JSONField()),
                ('description', models.JSONField(default=dict)),
                ('time_zone', models.CharField(max_length=60)),
                ('place', models.CharField(blank=True, max_length=300)),
                ('link', models.CharField(blank=True, max_length=500)),
                ('places', models.PositiveIntegerField(null=True)),
                ('taken', models.PositiveIntegerField(default=0)),
                ('sign_up_until', models.DateTimeField(null=True)),
                ('credit_minutes', models.PositiveIntegerField()),
                ('required', models.BooleanField(default=False)),
                ('starts_at', models.DateTimeField(null=True)),
                ('last_starts_at', models.DateTimeField(null=True)),
                ('opened_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trainings', to='programmes.programme')),
            ],
            options={
                'indexes': [models.Index(fields=['programme', 'state', 'starts_at'], name='training_by_state'), models.Index(fields=['series'], name='training_series')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'open', 'held', 'cancelled'])), name='training_state_known'), models.CheckConstraint(condition=models.Q(('taken__lte', models.F('places')), ('places', None), _connector='OR'), name='places_hold')],
            },
        ),
        migrations.CreateModel(
            name='SignUp',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('state', models.CharField(default=ithaca.trainings.states.SignUpState['WAITING'], max_length=10)),
                ('since', models.DateTimeField(default=ithaca.kernel.clock.now)),
                ('minutes', models.PositiveIntegerField(default=0)),
                ('noted_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('training', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_ups', to='trainings.training')),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'state'], name='sign_up_by_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'placed', 'given up', 'present', 'absent', 'excused'])), name='sign_up_state_known'), models.UniqueConstraint(fields=('training', 'person'), name='sign_up_once')],
            },
        ),
        migrations.CreateModel(
            name='TrainingDate',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('starts_at', models.DateTimeField()),
                ('minutes', models.PositiveSmallIntegerField()),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('dropped', models.BooleanField(default=False)),
                ('training', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dates', to='trainings.training')),
            ],
            options={
                'ordering': ['starts_at', 'id'],
                'indexes': [models.Index(fields=['starts_at'], name='training_date_start')],
            },
        ),
    ]
