-- Who is in the cluster. Orleans' ADO.NET provider finds its statements in OrleansQuery by their keys; the names of tables, columns
-- and parameters are its own. It knows nothing else of the database.
create table orleansquery (
  querykey  text not null primary key,
  querytext text not null
);

-- One row for a cluster. Its version is the fence: every change of who is in names the version it was decided on, and one of two
-- that were decided on the same version fails.
create table orleansmembershipversiontable (
  deploymentid text    not null primary key,
  version      integer not null default 0
);

-- One row for every start of a silo. Heartbeats rewrite it in place every few seconds, so it has room on its page and no further index.
create table orleansmembershiptable (
  deploymentid text        not null references orleansmembershipversiontable on delete cascade,
  address      text        not null,
  port         integer     not null,
  generation   integer     not null,
  siloname     text        not null,
  hostname     text        not null,
  status       integer     not null,
  proxyport    integer     not null,
  suspecttimes text,
  starttime    timestamptz not null,
  iamalivetime timestamptz not null,
  primary key (deploymentid, address, port, generation)
) with (fillfactor = 50);

insert into orleansquery (querykey, querytext) values
-- Answers whether the cluster is new.
('InsertMembershipVersionKey', $query$
  with made as (
    insert into orleansmembershipversiontable (deploymentid) values (@DeploymentId) on conflict do nothing returning 1)
  select exists (select from made)
$query$),

-- The row and the version together or neither. Whoever comes second waits for the version's row and then finds another version there.
('InsertMembershipKey', $query$
  with next as (
    update orleansmembershipversiontable v set version = version + 1
    where v.deploymentid = @DeploymentId and v.version = @Version
      and not exists (
        select from orleansmembershiptable m
        where (m.deploymentid, m.address, m.port, m.generation) = (v.deploymentid, @Address, @Port, @Generation))
    returning v.deploymentid),
  added as (
    insert into orleansmembershiptable (
      deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
    select deploymentid, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from next
    returning 1)
  select exists (select from added)
$query$),

-- The same for a change. A heartbeat that came after the change was decided is not taken back.
('UpdateMembershipKey', $query$
  with next as (
    update orleansmembershipversiontable v set version = version + 1
    where v.deploymentid = @DeploymentId and v.version = @Version
      and exists (
        select from orleansmembershiptable m
        where (m.deploymentid, m.address, m.port, m.generation) = (v.deploymentid, @Address, @Port, @Generation))
    returning v.deploymentid),
  changed as (
    update orleansmembershiptable m
    set status = @Status, suspecttimes = @SuspectTimes, iamalivetime = greatest(m.iamalivetime, @IAmAliveTime)
    from next
    where (m.deploymentid, m.address, m.port, m.generation) = (next.deploymentid, @Address, @Port, @Generation)
    returning 1)
  select exists (select from changed)
$query$),

-- Not a change of who is in, so the version stays.
('UpdateIAmAlivetimeKey', $query$
  update orleansmembershiptable set iamalivetime = @IAmAliveTime
  where (deploymentid, address, port, generation) = (@DeploymentId, @Address, @Port, @Generation)
$query$),

-- Both reads answer with the version even if there is no silo.
('MembershipReadRowKey', $query$
  select m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport, m.suspecttimes, m.starttime, m.iamalivetime,
    v.version
  from orleansmembershipversiontable v left join orleansmembershiptable m
    on (m.deploymentid, m.address, m.port, m.generation) = (v.deploymentid, @Address, @Port, @Generation)
  where v.deploymentid = @DeploymentId
$query$),
('MembershipReadAllKey', $query$
  select m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport, m.suspecttimes, m.starttime, m.iamalivetime,
    v.version
  from orleansmembershipversiontable v left join orleansmembershiptable m on m.deploymentid = v.deploymentid
  where v.deploymentid = @DeploymentId
$query$),

('GatewaysQueryKey', $query$
  select address, proxyport, generation from orleansmembershiptable
  where deploymentid = @DeploymentId and status = @Status and proxyport > 0
$query$),

-- The rows of its silos go with it.
('DeleteMembershipTableEntriesKey', $query$
  delete from orleansmembershipversiontable where deploymentid = @DeploymentId
$query$),

-- 6 is dead. One that somebody suspected lately is kept: who asks for it may not have heard of its death.
('CleanupDefunctSiloEntriesKey', $query$
  delete from orleansmembershiptable
  where deploymentid = @DeploymentId and status = 6 and suspecttimes is null
    and starttime < @IAmAliveTime and iamalivetime < @IAmAliveTime
$query$),
('CleanupDefunctSiloEntryKey', $query$
  delete from orleansmembershiptable
  where (deploymentid, address, port, generation) = (@DeploymentId, @Address, @Port, @Generation) and status = 6
    and (starttime, iamalivetime) = (@StartTime, @IAmAliveTime) and coalesce(suspecttimes, '') = coalesce(@SuspectTimes, '')
$query$);
