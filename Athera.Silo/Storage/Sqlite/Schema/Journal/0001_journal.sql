-- Ids are 16-byte blobs, times are Unix milliseconds.

-- Append-only, so it keeps its rowid: rows arrive at the end of the table whatever stream they belong to.
create table journal (
  stream       blob    not null check (length(stream) = 16),
  sequence     integer not null check (sequence > 0),
  tenant       blob    not null check (length(tenant) = 16),
  position     integer not null check (position > 0),
  category     integer not null,
  kind         text    not null check (length(kind) between 1 and 64),
  occurred_at  integer not null,
  committed_at integer not null,
  payload      blob    not null,
  primary key (stream, sequence)
) strict;
create unique index journal_feed on journal (tenant, position);

-- The newest position of each tenant.
create table feed (
  tenant   blob    not null primary key check (length(tenant) = 16),
  position integer not null
) strict, without rowid;

create table claim (
  key      blob    not null primary key check (length(key) = 16),
  tenant   blob    not null,
  stream   blob    not null,
  sequence integer not null
) strict, without rowid;

create table snapshot (
  stream   blob    not null primary key check (length(stream) = 16),
  tenant   blob    not null,
  category integer not null,
  sequence integer not null,
  version  integer not null,
  payload  blob    not null
) strict;
create index snapshot_list on snapshot (tenant, category, stream);

create table conversation (
  id               blob    not null primary key check (length(id) = 16),
  tenant           blob    not null,
  contact          blob    not null,
  account          blob    not null,
  channel          text    not null,
  status           integer not null,
  responder        integer not null,
  assignee         text,
  team             text,
  labels           text    not null,
  unread           integer not null,
  waiting_since    integer,
  window_closes_at integer,
  last_message     blob    not null,
  sequence         integer not null,
  position         integer not null
) strict;
create index conversation_list on conversation (tenant, position);

create table message_overlay (
  stream   blob    not null check (length(stream) = 16),
  sequence integer not null,
  payload  blob    not null,
  primary key (stream, sequence)
) strict;

create table wake (
  stream   blob    not null primary key check (length(stream) = 16),
  tenant   blob    not null,
  category integer not null,
  due_at   integer not null,
  holder   blob    not null
) strict, without rowid;
create index wake_due on wake (due_at);
