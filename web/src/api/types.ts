import type { components } from './schema';

type Schemas = components['schemas'];

export type Session = Schemas['Session'];
export type SignIn = Schemas['SessionRequest'];
export type Access = Schemas['Access'];
export type Host = Schemas['Host'];
export type Capacity = Schemas['HostCapacity'];
export type Fill = Schemas['Fill'];
export type Maintenance = Schemas['Maintenance'];
export type MaintenanceState = Schemas['MaintenanceState'];
export type Move = Schemas['Move'];
export type MoveState = Schemas['MoveState'];
export type MoveKind = Schemas['MoveKind'];
export type Plan = Schemas['Plan'];
export type JointPlan = Schemas['JointPlan'];
export type PlannedMove = Schemas['PlannedMove'];
export type Policy = Schemas['DrainPolicy'];
export type NamedPolicy = Schemas['Policy'];
export type JournalEvent = Schemas['JournalEvent'];
export type Report = Schemas['Report'];
export type Webhook = Schemas['Webhook'];
