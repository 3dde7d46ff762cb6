create table subject_key (
  subject    uuid   not null primary key,
  tenant     uuid   not null,
  wrapped    bytea  not null,
  created_at bigint not null
);
