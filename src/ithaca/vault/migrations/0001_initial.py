import django.db.models.deletion
import ithaca.kernel.clock
import ithaca.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('purpose', models.CharField(blank=True, max_length=20)),
                ('closed_at', models.DateTimeField(null=True)),
                ('destroyed_at', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContentObject',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('kind', models.CharField(max_length=20)),
                ('head', models.PositiveIntegerField(default=0)),
                ('about', models.UUIDField(null=True)),
                ('destroyed_at', models.DateTimeField(null=True)),
                ('destruction', models.TextField(blank=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contents', to='vault.room')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Keyring',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('scheme', models.CharField(max_length=20)),
                ('ledger', models.BinaryField()),
                ('generation', models.PositiveIntegerField(default=1)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FormerWrap',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('way', models.CharField(max_length=40)),
                ('file', models.BinaryField()),
                ('until', models.DateTimeField(null=True)),
                ('keyring', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_wraps', to='vault.keyring')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Epoch',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('number', models.PositiveIntegerField()),
                ('recipient', models.CharField(max_length=200)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='epochs', to='vault.room')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('room', 'number'), name='epoch_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('object_id', models.UUIDField()),
                ('file', models.BinaryField()),
                ('saved_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('room', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vault.room')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'object_id'), name='one_draft_per_object')],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('parts', models.PositiveIntegerField(default=0)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('completed_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='vault.room')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RoomMember',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('left_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='vault.room')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('room', 'person'), name='member_once')],
            },
        ),
        migrations.CreateModel(
            name='Wrap',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('way', models.CharField(max_length=40)),
                ('file', models.BinaryField()),
                ('proven_at', models.DateTimeField(null=True)),
                ('keyring', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wraps', to='vault.keyring')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('keyring', 'way'), name='one_wrap_per_way')],
            },
        ),
        migrations.CreateModel(
            name='FrozenCopy',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('revision', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('file', models.BinaryField()),
                ('opened_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('content', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.contentobject')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('revoked_at', None), ('file', b''), _connector='OR'), name='revoked_copy_is_empty')],
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('file', models.BinaryField()),
                ('epoch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to='vault.epoch')),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('epoch', 'member'), name='one_grant_per_member')],
            },
        ),
        migrations.CreateModel(
            name='KeyCard',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('number', models.PositiveIntegerField()),
                ('jws', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('previous_sha256', models.CharField(blank=True, max_length=64)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('person', 'number'), name='card_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.UUIDField(default=ithaca.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ithaca.kernel.clock.now, editable=False)),
                ('number', models.PositiveIntegerField()),
                ('file', models.BinaryField()),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('previous_sha256', models.CharField(blank=True, max_length=64)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('content', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='vault.contentobject')),
                ('epoch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.epoch')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('content', 'number'), name='revision_number_once')],
            },
        ),
    ]
