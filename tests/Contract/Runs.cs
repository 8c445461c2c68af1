using Respite.Contract.Tests.Clouds;
using Respite.Contract.Tests.Suite;

namespace Respite.Contract.Tests;

/// <summary>One lab for all of the suite, one test at a time.</summary>
[CollectionDefinition("lab", DisableParallelization = true)]
public sealed class LabRun : ICollectionFixture<LabCloud>;

public sealed class IdentityOnSimulator(SimulatorCloud cloud) : IdentityContract(cloud), IClassFixture<SimulatorCloud>;

[Collection("lab")]
public sealed class IdentityOnLab(LabCloud cloud) : IdentityContract(cloud);

public sealed class ServicesOnSimulator(SimulatorCloud cloud) : ServicesContract(cloud), IClassFixture<SimulatorCloud>;

[Collection("lab")]
public sealed class ServicesOnLab(LabCloud cloud) : ServicesContract(cloud);

public sealed class MovableStatesOnSimulator(SimulatorCloud cloud) : MovableStatesContract(cloud), IClassFixture<SimulatorCloud>;

[Collection("lab")]
public sealed class MovableStatesOnLab(LabCloud cloud) : MovableStatesContract(cloud);

public sealed class LiveMigrationLifeOnSimulator(SimulatorCloud cloud) : LiveMigrationLifeContract(cloud), IClassFixture<SimulatorCloud>;

[Collection("lab")]
public sealed class LiveMigrationLifeOnLab(LabCloud cloud) : LiveMigrationLifeContract(cloud);

public sealed class LiveMigrationFaultsOnSimulator(SimulatorCloud cloud) : LiveMigrationFaultsContract(cloud), IClassFixture<SimulatorCloud>;

[Collection("lab")]
public sealed class LiveMigrationFaultsOnLab(LabCloud cloud) : LiveMigrationFaultsContract(cloud);

public sealed class RefusalsOnSimulator(SimulatorCloud cloud) : RefusalsContract(cloud), IClassFixture<SimulatorCloud>;

[Collection("lab")]
public sealed class RefusalsOnLab(LabCloud cloud) : RefusalsContract(cloud);

public sealed class ColdMigrationOnSimulator(SimulatorCloud cloud) : ColdMigrationContract(cloud), IClassFixture<SimulatorCloud>;

[Collection("lab")]
public sealed class ColdMigrationOnLab(LabCloud cloud) : ColdMigrationContract(cloud);

public sealed class ShelvingOnSimulator(SimulatorCloud cloud) : ShelvingContract(cloud), IClassFixture<SimulatorCloud>;

[Collection("lab")]
public sealed class ShelvingOnLab(LabCloud cloud) : ShelvingContract(cloud);

public sealed class MigrationListOnSimulator(SimulatorCloud cloud) : MigrationListContract(cloud), IClassFixture<SimulatorCloud>;

[Collection("lab")]
public sealed class MigrationListOnLab(LabCloud cloud) : MigrationListContract(cloud);

public sealed class InventoryOnSimulator(SimulatorCloud cloud) : InventoryContract(cloud), IClassFixture<SimulatorCloud>;

[Collection("lab")]
public sealed class InventoryOnLab(LabCloud cloud) : InventoryContract(cloud);

public sealed class AggregatesOnSimulator(SimulatorCloud cloud) : AggregatesContract(cloud), IClassFixture<SimulatorCloud>;

[Collection("lab")]
public sealed class AggregatesOnLab(LabCloud cloud) : AggregatesContract(cloud);

public sealed class ServerGroupsOnSimulator(SimulatorCloud cloud) : ServerGroupsContract(cloud), IClassFixture<SimulatorCloud>;

[Collection("lab")]
public sealed class ServerGroupsOnLab(LabCloud cloud) : ServerGroupsContract(cloud);

public sealed class AnswersOnSimulator(SimulatorCloud cloud) : AnswersContract(cloud), IClassFixture<SimulatorCloud>;

[Collection("lab")]
public sealed class AnswersOnLab(LabCloud cloud) : AnswersContract(cloud);

public sealed class SchedulerRulesOnSimulator(SimulatorCloud cloud) : SchedulerRulesContract(cloud), IClassFixture<SimulatorCloud>;

[Collection("lab")]
public sealed class SchedulerRulesOnLab(LabCloud cloud) : SchedulerRulesContract(cloud);
