-- Parts of tenants' articles, sealed, and the terms they are found by: readable, since nothing else can be searched. The tenant is one of
-- the terms, so that a search walks through one tenant's entries only; for the same reason no other index serves the tenant. The
-- language is that of the article, without region.
create table knowledge_part (
  article  uuid     not null,
  part     integer  not null,
  version  integer  not null,
  tenant   uuid     not null,
  language text     not null,
  words    tsvector not null,
  payload  bytea    not null,
  primary key (article, part)
);
create index knowledge_part_words on knowledge_part using gin (words);
alter table knowledge_part alter column payload set storage external;

create table knowledge_vector (
  article  uuid    not null,
  part     integer not null,
  version  integer not null,
  tenant   uuid    not null,
  language text    not null,
  model    text    not null,
  payload  bytea   not null,
  primary key (article, part)
);
create index knowledge_vector_list on knowledge_vector (tenant, model);
alter table knowledge_vector alter column payload set storage external;
