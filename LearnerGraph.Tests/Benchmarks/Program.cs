using BenchmarkDotNet.Running;
using LearnerGraph.Tests.Benchmarks;

// `recommend` is a quick median with bytes, for a look in seconds; anything else goes to BenchmarkDotNet.
if (args is ["recommend"]) QuickLook.Recommend();
else BenchmarkSwitcher.FromAssembly(typeof(RecommendBenchmark).Assembly).Run(args);
