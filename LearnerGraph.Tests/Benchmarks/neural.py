#!/usr/bin/env python3
"""The shapes of the benchmarks matmul, dkt and ncf with OpenBLAS and PyTorch on one thread, in the same lines: name,
figure, unit. Needs Debian's python3-torch, python3-numpy and libopenblas0-pthread. Best processor time of seven
rounds."""
import os
import time

# OpenBLAS before 0.3.22 takes newer processors for older ones.
if "avx512f" in open("/proc/cpuinfo").read():
    os.environ.setdefault("OPENBLAS_CORETYPE", "SkylakeX")
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np
import torch
from torch import nn

ROUNDS = 7
torch.set_num_threads(1)
torch.manual_seed(1)


def best(run):
    run()
    seconds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        seconds.append(time.process_time() - start)
    return min(seconds)


def matmul():
    for rows, columns, depth in [(512, 512, 512), (1024, 1024, 1024), (64, 512, 128), (4096, 128, 128), (4096, 32, 64)]:
        a = np.random.randn(rows, depth).astype(np.float32)
        b = np.random.randn(depth, columns).astype(np.float32)
        c = np.empty((rows, columns), np.float32)
        operations = 2.0 * rows * columns * depth
        repeats = max(1, int(2e9 / operations))

        def run():
            for _ in range(repeats):
                np.matmul(a, b, out=c)

        print(f"matmul-{rows}x{columns}x{depth} {operations * repeats / best(run) / 1e9:.1f} GFLOP/s", flush=True)


class Dkt(nn.Module):
    def __init__(self, skills=150, width=128, hidden=128):
        super().__init__()
        self.inputs = nn.Embedding(2 * skills, width)
        self.lstm = nn.LSTM(width, hidden, batch_first=True)
        self.dropout = nn.Dropout(0.3)
        self.output = nn.Linear(hidden, skills)

    def forward(self, inputs, asked):
        states, _ = self.lstm(self.inputs(inputs))
        logits = self.output(self.dropout(states))
        return logits.gather(2, asked.unsqueeze(2)).squeeze(2)


def dkt(batch=64, steps=200, skills=150):
    network = Dkt(skills)
    optimiser = torch.optim.Adam(network.parameters(), lr=2e-3)
    criterion = nn.BCEWithLogitsLoss()
    asked = torch.randint(skills, (batch, steps))
    correct = torch.randint(2, (batch, steps))
    inputs = 2 * asked + correct
    targets = correct.float()

    def run():
        optimiser.zero_grad()
        loss = criterion(network(inputs[:, :-1], asked[:, 1:]), targets[:, 1:])
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()

    print(f"dkt-64x200 {batch / best(run):.0f} sequences/s", flush=True)


class Ncf(nn.Module):
    def __init__(self, users, items, width=64):
        super().__init__()
        self.user_factors, self.item_factors, self.user_traits, self.item_traits = (
            nn.Embedding(count, width, sparse=True) for count in (users, items, users, items))
        layers = []
        for inputs, outputs in ((2 * width, 2 * width), (2 * width, width), (width, width // 2)):
            layers += [nn.Linear(inputs, outputs), nn.ReLU(), nn.Dropout(0.2)]
        self.mlp = nn.Sequential(*layers)
        self.output = nn.Linear(width + width // 2, 1)

    def forward(self, users, items):
        product = self.user_factors(users) * self.item_factors(items)
        hidden = self.mlp(torch.cat([self.user_traits(users), self.item_traits(items)], dim=1))
        return self.output(torch.cat([product, hidden], dim=1)).squeeze(1)


def ncf(users=6040, items=3706, batch=2560):
    network = Ncf(users, items)
    tables = [p for name, p in network.named_parameters() if "factors" in name or "traits" in name]
    others = [p for name, p in network.named_parameters() if "factors" not in name and "traits" not in name]
    optimisers = [torch.optim.SparseAdam(tables, lr=1e-3), torch.optim.Adam(others, lr=1e-3)]
    criterion = nn.BCEWithLogitsLoss()
    who = torch.randint(users, (batch // 5,)).repeat_interleave(5)
    what = torch.randint(items, (batch,))
    targets = (torch.arange(batch) % 5 == 0).float()

    def run():
        for _ in range(10):
            for optimiser in optimisers:
                optimiser.zero_grad()
            criterion(network(who, what), targets).backward()
            for optimiser in optimisers:
                optimiser.step()

    print(f"ncf-2560 {10 * batch / best(run):.0f} samples/s", flush=True)


matmul()
dkt()
ncf()
