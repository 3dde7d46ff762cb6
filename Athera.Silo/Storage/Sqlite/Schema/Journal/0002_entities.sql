-- What orders, tasks and their like are listed by. What they say is in their snapshots.
create table entity (
  id           blob    not null primary key check (length(id) = 16),
  tenant       blob    not null,
  category     integer not null,
  state        integer not null,
  contact      blob,
  conversation blob,
  assignee     text,
  team         text,
  due_at       integer,
  position     integer not null
) strict, without rowid;
create index entity_list on entity (tenant, category, position);
create index entity_contact on entity (contact, position) where contact is not null;
