create table subject_key (
  subject    blob    not null primary key check (length(subject) = 16),
  tenant     blob    not null check (length(tenant) = 16),
  wrapped    blob    not null,
  created_at integer not null
) strict, without rowid;
