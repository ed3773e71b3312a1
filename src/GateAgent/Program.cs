using TempIdentity.GateAgent.Commands;

return CommandLine.Run(args);
