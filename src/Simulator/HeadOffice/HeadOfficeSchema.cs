namespace TempIdentity.Simulator.HeadOffice;

/// <summary>Head office's tables.</summary>
internal static class HeadOfficeSchema
{
    public const string Tables =
        """
        CREATE TABLE IF NOT EXISTS chains(
            appliance TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            high_water INTEGER NOT NULL,
            head_sequence INTEGER NOT NULL,
            head_hash BLOB NOT NULL,
            head_signed BLOB NOT NULL,
            head_signature BLOB NOT NULL,
            PRIMARY KEY (appliance, epoch)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS closed_epochs(
            appliance TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            PRIMARY KEY (appliance, epoch)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS records(
            appliance TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            code TEXT NOT NULL,
            body BLOB,
            body_hash BLOB NOT NULL,
            hash BLOB NOT NULL,
            received INTEGER NOT NULL,
            PRIMARY KEY (appliance, epoch, sequence)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS hints(
            appliance TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            code TEXT NOT NULL,
            hash BLOB NOT NULL,
            received INTEGER NOT NULL,
            PRIMARY KEY (appliance, epoch, sequence)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS conflicts(
            appliance TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            held BLOB NOT NULL,
            offered BLOB NOT NULL,
            received INTEGER NOT NULL,
            PRIMARY KEY (appliance, epoch, sequence, offered)) WITHOUT ROWID;
        """;
}
