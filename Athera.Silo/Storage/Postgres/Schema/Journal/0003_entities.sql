-- What orders, tasks and their like are listed by. What they say is in their snapshots. A line keeps its place, so nothing that
-- changes is in an index and updates stay on their page.
create table entity (
  id           uuid     not null primary key,
  tenant       uuid     not null,
  category     smallint not null,
  state        smallint not null,
  contact      uuid,
  conversation uuid,
  assignee     text,
  team         text,
  due_at       bigint,
  position     bigint   not null
) with (fillfactor = 70);
create index entity_list on entity (tenant, category, position);
create index entity_contact on entity (contact, position) where contact is not null;
