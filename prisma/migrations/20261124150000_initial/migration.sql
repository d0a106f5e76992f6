-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('owner', 'admin', 'developer', 'support');

-- CreateEnum
CREATE TYPE "Health" AS ENUM ('healthy', 'expiring', 'failing', 'needs_reconnect', 'interrupted');

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "passwordHash" TEXT,
    "emailVerified" TIMESTAMPTZ(3),
    "image" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "provider" TEXT NOT NULL,
    "providerAccountId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "type" TEXT NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("provider","providerAccountId")
);

-- CreateTable
CREATE TABLE "Team" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "teamId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("teamId","userId")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KeptMail" (
    "id" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "KeptMail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConnectSession" (
    "id" TEXT NOT NULL,
    "environmentId" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "tags" JSONB NOT NULL DEFAULT '{}',
    "endUser" JSONB,
    "organization" JSONB,
    "allowedIntegrations" TEXT[],
    "defaults" JSONB NOT NULL DEFAULT '{}',
    "overrides" JSONB NOT NULL DEFAULT '{}',
    "webhookUrlOverride" TEXT,
    "returnUrl" TEXT,
    "reconnectId" TEXT,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ConnectSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuthAttempt" (
    "id" TEXT NOT NULL,
    "environmentId" UUID NOT NULL,
    "sessionId" TEXT NOT NULL,
    "integrationId" TEXT NOT NULL,
    "stateHash" BYTEA NOT NULL,
    "bindingHash" BYTEA NOT NULL,
    "verifier" BYTEA,
    "issuer" TEXT,
    "redirectUri" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "scopes" TEXT[],
    "connectionConfig" JSONB NOT NULL DEFAULT '{}',
    "usedAt" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'pending',
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "operationId" TEXT,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AuthAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Connection" (
    "id" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "environmentId" UUID NOT NULL,
    "integrationId" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "authMode" TEXT NOT NULL,
    "credentials" BYTEA NOT NULL,
    "connectionConfig" JSONB NOT NULL DEFAULT '{}',
    "metadata" JSONB,
    "tags" JSONB NOT NULL DEFAULT '{}',
    "endUser" JSONB,
    "webhookUrlOverride" TEXT,
    "health" "Health" NOT NULL DEFAULT 'healthy',
    "healthReason" TEXT,
    "healthSince" TIMESTAMPTZ(3),
    "lastError" JSONB,
    "expiresAt" TIMESTAMPTZ(3),
    "refreshDueAt" TIMESTAMPTZ(3),
    "leaseOwner" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "fence" INTEGER NOT NULL DEFAULT 0,
    "inflightAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "refreshedAt" TIMESTAMPTZ(3),
    "lastFetchedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LateReply" (
    "id" TEXT NOT NULL,
    "environmentId" UUID NOT NULL,
    "connectionId" TEXT NOT NULL,
    "reply" BYTEA NOT NULL,
    "fence" INTEGER NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "reconciledAt" TIMESTAMPTZ(3),

    CONSTRAINT "LateReply_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Environment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "teamId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "isProduction" BOOLEAN NOT NULL DEFAULT false,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Environment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DataKey" (
    "id" UUID NOT NULL,
    "environmentId" UUID,
    "purpose" TEXT NOT NULL,
    "wrappedBy" TEXT NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retiredAt" TIMESTAMPTZ(3),

    CONSTRAINT "DataKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiKey" (
    "id" TEXT NOT NULL,
    "environmentId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "prefix" TEXT NOT NULL,
    "token" BYTEA,
    "scopes" TEXT[],
    "restrictions" JSONB NOT NULL DEFAULT '{}',
    "expiresAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ApiKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EnvironmentVariable" (
    "environmentId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "value" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EnvironmentVariable_pkey" PRIMARY KEY ("environmentId","name")
);

-- CreateTable
CREATE TABLE "Integration" (
    "id" TEXT NOT NULL,
    "environmentId" UUID NOT NULL,
    "uniqueKey" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "displayName" TEXT,
    "callbackId" TEXT NOT NULL,
    "clientId" TEXT,
    "credentials" BYTEA,
    "scopes" TEXT[],
    "forwardWebhooks" BOOLEAN NOT NULL DEFAULT true,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Integration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CustomProvider" (
    "id" TEXT NOT NULL,
    "environmentId" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CustomProvider_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LabGrant" (
    "id" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "redirectUri" TEXT NOT NULL,
    "state" TEXT,
    "codeChallenge" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "person" TEXT,
    "connection" TEXT,
    "codeHash" BYTEA,
    "codeExpiresAt" TIMESTAMPTZ(3),
    "codeUsedAt" TIMESTAMPTZ(3),
    "expiresIn" INTEGER NOT NULL,
    "rotation" TEXT NOT NULL DEFAULT 'strict',
    "tokenScenario" TEXT NOT NULL DEFAULT 'ok',
    "refreshScenario" TEXT NOT NULL DEFAULT 'ok',
    "apiScenario" TEXT NOT NULL DEFAULT 'ok',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LabGrant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LabToken" (
    "id" TEXT NOT NULL,
    "grantId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "generation" INTEGER NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "usedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LabToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LabLedger" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "connection" TEXT,
    "grantId" TEXT,
    "event" TEXT NOT NULL,
    "kind" TEXT,
    "fingerprint" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "LabLedger_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Operation" (
    "id" TEXT NOT NULL,
    "environmentId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "sessionId" TEXT,
    "integration" TEXT,
    "provider" TEXT,
    "connection" TEXT,
    "code" TEXT,
    "message" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Operation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LogMessage" (
    "id" TEXT NOT NULL,
    "environmentId" UUID NOT NULL,
    "operationId" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "detail" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LogMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" TEXT NOT NULL,
    "environmentId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "targetId" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkerHeartbeat" (
    "id" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "beatAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WorkerHeartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebhookSigningKey" (
    "id" TEXT NOT NULL,
    "environmentId" UUID NOT NULL,
    "secret" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retiredAt" TIMESTAMPTZ(3),

    CONSTRAINT "WebhookSigningKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebhookEndpoint" (
    "id" TEXT NOT NULL,
    "environmentId" UUID NOT NULL,
    "slot" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WebhookEndpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" TEXT NOT NULL,
    "environmentId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "subjectId" TEXT,
    "payload" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" TEXT NOT NULL,
    "environmentId" UUID NOT NULL,
    "eventId" TEXT NOT NULL,
    "endpointId" TEXT,
    "url" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3),
    "leaseOwner" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "lastStatus" INTEGER,
    "lastError" TEXT,
    "deliveredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");

-- CreateIndex
CREATE INDEX "Invitation_teamId_idx" ON "Invitation"("teamId");

-- CreateIndex
CREATE INDEX "KeptMail_createdAt_idx" ON "KeptMail"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "ConnectSession_tokenHash_key" ON "ConnectSession"("tokenHash");

-- CreateIndex
CREATE INDEX "ConnectSession_reconnectId_environmentId_idx" ON "ConnectSession"("reconnectId", "environmentId");

-- CreateIndex
CREATE INDEX "ConnectSession_expiresAt_idx" ON "ConnectSession"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "ConnectSession_id_environmentId_key" ON "ConnectSession"("id", "environmentId");

-- CreateIndex
CREATE UNIQUE INDEX "AuthAttempt_stateHash_key" ON "AuthAttempt"("stateHash");

-- CreateIndex
CREATE INDEX "AuthAttempt_sessionId_environmentId_idx" ON "AuthAttempt"("sessionId", "environmentId");

-- CreateIndex
CREATE INDEX "AuthAttempt_integrationId_environmentId_idx" ON "AuthAttempt"("integrationId", "environmentId");

-- CreateIndex
CREATE INDEX "AuthAttempt_expiresAt_idx" ON "AuthAttempt"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "AuthAttempt_id_environmentId_key" ON "AuthAttempt"("id", "environmentId");

-- CreateIndex
CREATE UNIQUE INDEX "Connection_number_key" ON "Connection"("number");

-- CreateIndex
CREATE INDEX "Connection_integrationId_environmentId_idx" ON "Connection"("integrationId", "environmentId");

-- CreateIndex
CREATE INDEX "Connection_environmentId_number_idx" ON "Connection"("environmentId", "number");

-- CreateIndex
CREATE INDEX "Connection_environmentId_connectionId_idx" ON "Connection"("environmentId", "connectionId");

-- CreateIndex
CREATE INDEX "Connection_tags_idx" ON "Connection" USING GIN ("tags" jsonb_path_ops);

-- CreateIndex
CREATE INDEX "Connection_refreshDueAt_idx" ON "Connection"("refreshDueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Connection_id_environmentId_key" ON "Connection"("id", "environmentId");

-- CreateIndex
CREATE UNIQUE INDEX "Connection_environmentId_integrationId_connectionId_key" ON "Connection"("environmentId", "integrationId", "connectionId");

-- CreateIndex
CREATE INDEX "LateReply_connectionId_environmentId_idx" ON "LateReply"("connectionId", "environmentId");

-- CreateIndex
CREATE UNIQUE INDEX "Environment_teamId_name_key" ON "Environment"("teamId", "name");

-- CreateIndex
CREATE INDEX "DataKey_environmentId_purpose_idx" ON "DataKey"("environmentId", "purpose");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_hash_key" ON "ApiKey"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_environmentId_name_key" ON "ApiKey"("environmentId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Integration_callbackId_key" ON "Integration"("callbackId");

-- CreateIndex
CREATE UNIQUE INDEX "Integration_id_environmentId_key" ON "Integration"("id", "environmentId");

-- CreateIndex
CREATE UNIQUE INDEX "Integration_environmentId_uniqueKey_key" ON "Integration"("environmentId", "uniqueKey");

-- CreateIndex
CREATE UNIQUE INDEX "CustomProvider_environmentId_slug_key" ON "CustomProvider"("environmentId", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "LabGrant_codeHash_key" ON "LabGrant"("codeHash");

-- CreateIndex
CREATE INDEX "LabGrant_connection_idx" ON "LabGrant"("connection");

-- CreateIndex
CREATE INDEX "LabGrant_status_createdAt_idx" ON "LabGrant"("status", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "LabToken_hash_key" ON "LabToken"("hash");

-- CreateIndex
CREATE INDEX "LabToken_grantId_idx" ON "LabToken"("grantId");

-- CreateIndex
CREATE INDEX "LabLedger_connection_id_idx" ON "LabLedger"("connection", "id");

-- CreateIndex
CREATE INDEX "Operation_environmentId_startedAt_idx" ON "Operation"("environmentId", "startedAt");

-- CreateIndex
CREATE INDEX "Operation_environmentId_connection_startedAt_idx" ON "Operation"("environmentId", "connection", "startedAt");

-- CreateIndex
CREATE INDEX "Operation_environmentId_sessionId_idx" ON "Operation"("environmentId", "sessionId");

-- CreateIndex
CREATE UNIQUE INDEX "Operation_id_environmentId_key" ON "Operation"("id", "environmentId");

-- CreateIndex
CREATE INDEX "LogMessage_operationId_environmentId_at_idx" ON "LogMessage"("operationId", "environmentId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_environmentId_position_key" ON "AuditEvent"("environmentId", "position");

-- CreateIndex
CREATE INDEX "WebhookSigningKey_environmentId_idx" ON "WebhookSigningKey"("environmentId");

-- CreateIndex
CREATE UNIQUE INDEX "WebhookEndpoint_id_environmentId_key" ON "WebhookEndpoint"("id", "environmentId");

-- CreateIndex
CREATE UNIQUE INDEX "WebhookEndpoint_environmentId_slot_key" ON "WebhookEndpoint"("environmentId", "slot");

-- CreateIndex
CREATE INDEX "Event_environmentId_createdAt_idx" ON "Event"("environmentId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Event_id_environmentId_key" ON "Event"("id", "environmentId");

-- CreateIndex
CREATE INDEX "Delivery_nextAttemptAt_idx" ON "Delivery"("nextAttemptAt");

-- CreateIndex
CREATE INDEX "Delivery_environmentId_createdAt_idx" ON "Delivery"("environmentId", "createdAt");

-- CreateIndex
CREATE INDEX "Delivery_eventId_environmentId_idx" ON "Delivery"("eventId", "environmentId");

-- CreateIndex
CREATE INDEX "Delivery_endpointId_environmentId_idx" ON "Delivery"("endpointId", "environmentId");

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConnectSession" ADD CONSTRAINT "ConnectSession_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConnectSession" ADD CONSTRAINT "ConnectSession_reconnectId_environmentId_fkey" FOREIGN KEY ("reconnectId", "environmentId") REFERENCES "Connection"("id", "environmentId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuthAttempt" ADD CONSTRAINT "AuthAttempt_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuthAttempt" ADD CONSTRAINT "AuthAttempt_sessionId_environmentId_fkey" FOREIGN KEY ("sessionId", "environmentId") REFERENCES "ConnectSession"("id", "environmentId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuthAttempt" ADD CONSTRAINT "AuthAttempt_integrationId_environmentId_fkey" FOREIGN KEY ("integrationId", "environmentId") REFERENCES "Integration"("id", "environmentId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Connection" ADD CONSTRAINT "Connection_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Connection" ADD CONSTRAINT "Connection_integrationId_environmentId_fkey" FOREIGN KEY ("integrationId", "environmentId") REFERENCES "Integration"("id", "environmentId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LateReply" ADD CONSTRAINT "LateReply_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LateReply" ADD CONSTRAINT "LateReply_connectionId_environmentId_fkey" FOREIGN KEY ("connectionId", "environmentId") REFERENCES "Connection"("id", "environmentId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Environment" ADD CONSTRAINT "Environment_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DataKey" ADD CONSTRAINT "DataKey_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiKey" ADD CONSTRAINT "ApiKey_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EnvironmentVariable" ADD CONSTRAINT "EnvironmentVariable_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Integration" ADD CONSTRAINT "Integration_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CustomProvider" ADD CONSTRAINT "CustomProvider_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LabToken" ADD CONSTRAINT "LabToken_grantId_fkey" FOREIGN KEY ("grantId") REFERENCES "LabGrant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Operation" ADD CONSTRAINT "Operation_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LogMessage" ADD CONSTRAINT "LogMessage_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LogMessage" ADD CONSTRAINT "LogMessage_operationId_environmentId_fkey" FOREIGN KEY ("operationId", "environmentId") REFERENCES "Operation"("id", "environmentId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookSigningKey" ADD CONSTRAINT "WebhookSigningKey_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookEndpoint" ADD CONSTRAINT "WebhookEndpoint_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_eventId_environmentId_fkey" FOREIGN KEY ("eventId", "environmentId") REFERENCES "Event"("id", "environmentId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_endpointId_environmentId_fkey" FOREIGN KEY ("endpointId", "environmentId") REFERENCES "WebhookEndpoint"("id", "environmentId") ON DELETE CASCADE ON UPDATE CASCADE;


