using LearnerGraph.Conformance;

// Programs that conformance suites talk to, by verb.
switch (args.FirstOrDefault())
{
    case "vectors":
        Vectors.Answer(Console.In, Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("usage: vectors");
        return 2;
}
