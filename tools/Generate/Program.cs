using FhnHw.Generate;

if (args is ["--lifts"])
{
    NoiseLifts.Print();
    return 0;
}

if (args is not ([] or ["--check"]))
{
    Console.Error.WriteLine("Usage: dotnet run --project tools/Generate [-- --check | --lifts]");
    return 2;
}

if (Repository.FindRoot() is not { } root)
{
    Console.Error.WriteLine("FhnHw.sln is not here or above; run this inside the repository.");
    return 2;
}

var stale = GeneratedFile.All().Where(file => file.IsStale(root)).ToList();
if (args is ["--check"])
{
    stale.ForEach(file => Console.Error.WriteLine($"{file.Path} is stale; run 'dotnet run --project tools/Generate' and commit it."));
    return stale.Count == 0 ? 0 : 1;
}

foreach (var file in stale)
{
    file.Write(root);
    Console.WriteLine($"wrote {file.Path}");
}

return 0;
