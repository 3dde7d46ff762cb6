-- Ids are uuids, times are Unix milliseconds.

create table journal (
  stream       uuid     not null,
  sequence     bigint   not null check (sequence > 0),
  tenant       uuid     not null,
  position     bigint   not null check (position > 0),
  category     smallint not null,
  kind         text     not null check (length(kind) between 1 and 64),
  occurred_at  bigint   not null,
  committed_at bigint   not null,
  payload      bytea    not null,
  primary key (stream, sequence)
);
create unique index journal_feed on journal (tenant, position);
-- Ciphertext does not compress; trying costs time at every insert.
alter table journal alter column payload set storage external;

-- The newest position of each tenant, and the lock that puts its commits in order. Updated in place by every commit: with room
-- on the page, and no index on what changes, an update touches no index and old versions are cleared on the way past.
create table feed (
  tenant   uuid   not null primary key,
  position bigint not null
) with (fillfactor = 20, autovacuum_vacuum_scale_factor = 0.05);

create table claim (
  key      uuid   not null primary key,
  tenant   uuid   not null,
  stream   uuid   not null,
  sequence bigint not null
);

-- Replaced in place, as is the overlay: nothing that changes is in an index.
create table snapshot (
  stream   uuid     not null primary key,
  tenant   uuid     not null,
  category smallint not null,
  sequence bigint   not null,
  version  integer  not null,
  payload  bytea    not null
) with (fillfactor = 70);
create index snapshot_list on snapshot (tenant, category, stream);
alter table snapshot alter column payload set storage external;

-- Every change moves a line to the top, so its index entry changes too and no update stays in place. The room on the page keeps
-- old and new version together, which is one page written instead of two; frequent vacuum keeps the list's index from filling
-- with entries of versions that are gone.
create table conversation (
  id               uuid     not null primary key,
  tenant           uuid     not null,
  contact          uuid     not null,
  account          uuid     not null,
  channel          text     not null,
  status           smallint not null,
  responder        smallint not null,
  assignee         text,
  team             text,
  labels           jsonb    not null,
  unread           integer  not null,
  waiting_since    bigint,
  window_closes_at bigint,
  last_message     bytea    not null,
  sequence         bigint   not null,
  position         bigint   not null
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
create index conversation_list on conversation (tenant, position);

create table message_overlay (
  stream   uuid   not null,
  sequence bigint not null,
  payload  bytea  not null,
  primary key (stream, sequence)
) with (fillfactor = 70);
alter table message_overlay alter column payload set storage external;

-- A queue: rows come, move and go all the time at the low end of the due index, where every sweep starts. Dead entries there are
-- what a sweep would wade through, so vacuum comes after little.
create table wake (
  stream   uuid     not null primary key,
  tenant   uuid     not null,
  category smallint not null,
  due_at   bigint   not null,
  holder   uuid     not null
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);
create index wake_due on wake (due_at);
