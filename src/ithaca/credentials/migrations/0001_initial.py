import django.db.models.deletion
import ithaca.credentials.states
import ithaca.kernel.clock
import ithaca.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('networks', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Issuer',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('network', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='networks.network')),
                ('organisation', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('organisation__isnull', False), ('network__isnull', False), _connector='XOR'), name='issuer_is_one_thing')],
            },
        ),
        migrations.CreateModel(
            name='AchievementText',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('sha256', models.CharField(max_length=64)),
                ('content', models.JSONField()),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='achievements', to='credentials.issuer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('issuer', 'sha256'), name='achievement_said_once')],
            },
        ),
        migrations.CreateModel(
            name='IssuerKey',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('state', models.CharField(default=ithaca.credentials.states.KeyState['ACTIVE'], max_length=10)),
                ('public_multikey', models.CharField(max_length=80)),
                ('public_jwk', models.JSONField()),
                ('sealed', models.BinaryField(blank=True)),
                ('retired_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keys', to='credentials.issuer')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['active', 'retired', 'revoked'])), name='issuer_key_state_known'), models.UniqueConstraint(fields=('issuer', 'number'), name='issuer_key_numbered_once'), models.UniqueConstraint(condition=models.Q(('state', ithaca.credentials.states.KeyState['ACTIVE'])), fields=('issuer',), name='one_active_issuer_key')],
            },
        ),
        migrations.CreateModel(
            name='StatusList',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('bits', models.PositiveIntegerField(default=131072)),
                ('taken', models.PositiveIntegerField(default=0)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='status_lists', to='credentials.issuer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('issuer', 'number'), name='status_list_numbered_once')],
            },
        ),
        migrations.CreateModel(
            name='Credential',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('kind', models.CharField(choices=[('Certification', 'Certification'), ('QualityAssuranceCredential', 'QualityAssuranceCredential'), ('Certificate', 'Certificate')], max_length=40)),
                ('state', models.CharField(default=ithaca.credentials.states.CredentialState['ISSUED'], max_length=10)),
                ('holder_name', models.CharField(max_length=200)),
                ('salt', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=200)),
                ('shown', models.BooleanField(default=True)),
                ('listed', models.BooleanField(default=False)),
                ('valid_from', models.DateTimeField()),
                ('valid_until', models.DateTimeField(null=True)),
                ('status_index', models.PositiveIntegerField()),
                ('document', models.TextField()),
                ('jwt', models.TextField()),
                ('reason', models.TextField(blank=True)),
                ('changed_at', models.DateTimeField(null=True)),
                ('achievement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credentials', to='credentials.achievementtext')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='credentials', to=settings.AUTH_USER_MODEL)),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credentials', to='credentials.issuer')),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credentials', to='credentials.issuerkey')),
                ('status_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credentials', to='credentials.statuslist')),
            ],
            options={
                'indexes': [models.Index(fields=['issuer', '-valid_from'], name='credentials_by_issuer')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['issued', 'suspended', 'revoked'])), name='credential_state_known'), models.UniqueConstraint(fields=('status_list', 'status_index'), name='status_index_once')],
            },
        ),
    ]
