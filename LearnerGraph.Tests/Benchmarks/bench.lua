-- wrk's requests: `wrk … -s bench.lua URL -- CASE IDS`, where IDS holds learners' ids, an empty line, then questions'.
local case, learners, questions
local turn = 0
local heads = { ["Content-Type"] = "application/json" }
local item = "items { rank lane score reason concept { name } questions { prompt } }"
local texts = {
  computed = "mutation($l: ID!) { generateRecommendations(input: { learnerId: $l }) { set { " .. item .. " } } }",
  cached = "query($l: ID!) { learner(id: $l) { recommendations { " .. item .. " } } }",
  submit = "mutation($l: ID!, $a: [AttemptInput!]!) { submitAttempts(input: { learnerId: $l, attempts: $a }) { accepted } }",
}

function init(args)
  case = args[1]
  math.randomseed(tonumber(tostring({}):sub(8)) or os.time())
  learners, questions = {}, {}
  local into = learners
  for line in io.lines(args[2]) do
    if line == "" then into = questions else into[#into + 1] = line end
  end
  turn = math.random(#learners)
end

local function uuid()
  return (("xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx"):gsub("x", function() return ("%x"):format(math.random(0, 15)) end))
end

function request()
  turn = turn % #learners + 1
  local variables = '"l":"' .. learners[turn] .. '"'
  if case == "submit" then
    local rows, now = {}, os.date("!%Y-%m-%dT%H:%M:%SZ")
    for i = 1, 10 do
      rows[i] = ('{"clientAttemptId":"%s","questionId":"%s","durationMs":9000,"answer":"a","answeredAt":"%s"}')
        :format(uuid(), questions[math.random(#questions)], now)
    end
    variables = variables .. ',"a":[' .. table.concat(rows, ",") .. "]"
  end
  if not texts[case] then return wrk.format("POST", nil, heads, "{}") end
  return wrk.format("POST", nil, heads, '{"query":"' .. texts[case] .. '","variables":{' .. variables .. "}}")
end

function done(summary, latency)
  local e = summary.errors
  print(("FIGURES %.1f %.3f %.3f %d"):format(summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, e.connect + e.read + e.write + e.status + e.timeout))
end
