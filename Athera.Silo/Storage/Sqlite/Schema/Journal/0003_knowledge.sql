-- Parts of tenants' articles, sealed. The language is that of the article, without region.
create table knowledge_part (
  id       integer primary key,
  article  blob    not null check (length(article) = 16),
  version  integer not null,
  part     integer not null,
  tenant   blob    not null check (length(tenant) = 16),
  language text    not null,
  payload  blob    not null,
  unique (article, part)
) strict;

-- The terms that parts are found by, under the part's id: readable, since nothing else can be searched. The first column holds the
-- tenant as a term, so that a search walks through one tenant's entries only. English has a stemmer here; other languages are searched
-- by the beginnings of words.
create virtual table knowledge_english using fts5 (tenant, heading, words, tokenize = 'porter unicode61 remove_diacritics 2');
create virtual table knowledge_other using fts5 (tenant, heading, words, tokenize = 'unicode61 remove_diacritics 2');
-- What is deleted is overwritten here too.
insert into knowledge_english (knowledge_english, rank) values ('secure-delete', 1);
insert into knowledge_other (knowledge_other, rank) values ('secure-delete', 1);

create table knowledge_vector (
  article  blob    not null check (length(article) = 16),
  part     integer not null,
  version  integer not null,
  tenant   blob    not null check (length(tenant) = 16),
  language text    not null,
  model    text    not null,
  payload  blob    not null,
  primary key (article, part)
) strict;
create index knowledge_vector_list on knowledge_vector (tenant, model);
