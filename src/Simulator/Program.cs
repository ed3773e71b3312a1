using TempIdentity.Simulator.Commands;

return await CommandLine.RunAsync(args);
