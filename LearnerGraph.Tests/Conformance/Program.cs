using LearnerGraph.Conformance;
using LearnerGraph.Conformance.Kitchen;

// Programs that conformance suites talk to, by verb.
switch (args.FirstOrDefault())
{
    case "vectors":
        Vectors.Answer(Console.In, Console.Out);
        return 0;
    case "kitchen":
        await KitchenHost.RunAsync(args is [_, "--urls", var urls] ? urls : "http://127.0.0.1:5080");
        return 0;
    default:
        Console.Error.WriteLine("usage: vectors | kitchen [--urls URL]");
        return 2;
}
