using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace LearnerGraph.Infrastructure.Persistence.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    prefix = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    roles = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    created_by = table.Column<string>(type: "text", nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: true),
                    revoked_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "asset_states",
                columns: table => new
                {
                    tenant = table.Column<string>(type: "text", nullable: false),
                    asset = table.Column<string>(type: "text", nullable: false),
                    part = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source_hash = table.Column<string>(type: "text", nullable: false),
                    watermark = table.Column<long>(type: "bigint", nullable: false),
                    fingerprint = table.Column<string>(type: "text", nullable: false),
                    output_hash = table.Column<string>(type: "text", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    made_at = table.Column<long>(type: "bigint", nullable: false),
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    inputs = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_asset_states", x => new { x.tenant, x.asset, x.part });
                });

            migrationBuilder.CreateTable(
                name: "catalog_versions",
                columns: table => new
                {
                    tenant = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_catalog_versions", x => x.tenant);
                });

            migrationBuilder.CreateTable(
                name: "courses",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    is_archived = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_courses", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "experiment_switches",
                columns: table => new
                {
                    tenant = table.Column<string>(type: "text", nullable: false),
                    enabled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_experiment_switches", x => x.tenant);
                });

            migrationBuilder.CreateTable(
                name: "experiments",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    plan = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    traffic = table.Column<double>(type: "double precision", nullable: false),
                    salt = table.Column<string>(type: "text", nullable: false),
                    phase = table.Column<int>(type: "integer", nullable: false),
                    segments = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    created_by = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: true),
                    stopped_at = table.Column<long>(type: "bigint", nullable: true),
                    stop_reason = table.Column<string>(type: "text", nullable: true),
                    decision = table.Column<int>(type: "integer", nullable: true),
                    decision_reason = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<long>(type: "bigint", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_experiments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "learners",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false),
                    username = table.Column<string>(type: "text", nullable: false),
                    display_name = table.Column<string>(type: "text", nullable: true),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    skill_level = table.Column<int>(type: "integer", nullable: false),
                    preferred_difficulty = table.Column<double>(type: "double precision", nullable: false),
                    goals = table.Column<string>(type: "text", nullable: false),
                    personalization = table.Column<bool>(type: "boolean", nullable: false),
                    experiments = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    last_practiced_at = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    is_synthetic = table.Column<bool>(type: "boolean", nullable: false),
                    class_key = table.Column<string>(type: "text", nullable: true),
                    desired_retention = table.Column<double>(type: "double precision", nullable: true),
                    state_version = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_learners", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "leases",
                columns: table => new
                {
                    tenant = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    holder = table.Column<string>(type: "text", nullable: false),
                    token = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_leases", x => new { x.tenant, x.name });
                });

            migrationBuilder.CreateTable(
                name: "model_versions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    model = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    stage = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    artefact = table.Column<string>(type: "text", nullable: false),
                    is_own = table.Column<bool>(type: "boolean", nullable: false),
                    parameters = table.Column<string>(type: "text", nullable: false),
                    evaluation = table.Column<string>(type: "text", nullable: true),
                    served_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_model_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pipeline_runs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    triggered_by = table.Column<int>(type: "integer", nullable: false),
                    asked_by = table.Column<string>(type: "text", nullable: false),
                    assets = table.Column<string>(type: "text", nullable: false),
                    force = table.Column<bool>(type: "boolean", nullable: false),
                    asked_at = table.Column<long>(type: "bigint", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: true),
                    finished_at = table.Column<long>(type: "bigint", nullable: true),
                    error = table.Column<string>(type: "text", nullable: true),
                    retry_of = table.Column<long>(type: "bigint", nullable: true),
                    is_cancel_asked = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pipeline_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "questions",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    prompt = table.Column<string>(type: "text", nullable: false),
                    type = table.Column<int>(type: "integer", nullable: false),
                    options = table.Column<string>(type: "text", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: true),
                    accepted_answers = table.Column<string>(type: "text", nullable: false),
                    tolerance = table.Column<double>(type: "double precision", nullable: true),
                    explanation = table.Column<string>(type: "text", nullable: true),
                    hints = table.Column<string>(type: "text", nullable: false),
                    difficulty = table.Column<double>(type: "double precision", nullable: false),
                    time_limit_seconds = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    is_archived = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_questions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sequences",
                columns: table => new
                {
                    tenant = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sequences", x => new { x.tenant, x.name });
                });

            migrationBuilder.CreateTable(
                name: "training_runs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    model = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    asked_by = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    parameters = table.Column<string>(type: "text", nullable: false),
                    asked_at = table.Column<long>(type: "bigint", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: true),
                    finished_at = table.Column<long>(type: "bigint", nullable: true),
                    data_version = table.Column<string>(type: "text", nullable: true),
                    code_version = table.Column<string>(type: "text", nullable: true),
                    feature_version = table.Column<string>(type: "text", nullable: true),
                    artefact = table.Column<string>(type: "text", nullable: true),
                    version_id = table.Column<long>(type: "bigint", nullable: true),
                    peak_bytes = table.Column<long>(type: "bigint", nullable: false),
                    message = table.Column<string>(type: "text", nullable: true),
                    is_cancel_asked = table.Column<bool>(type: "boolean", nullable: false),
                    series = table.Column<string>(type: "text", nullable: false),
                    metrics = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_training_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "concepts",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    course_id = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: true),
                    tags = table.Column<string>(type: "text", nullable: false),
                    estimated_minutes = table.Column<int>(type: "integer", nullable: false),
                    difficulty = table.Column<double>(type: "double precision", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    is_archived = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_concepts", x => x.id);
                    table.ForeignKey(
                        name: "FK_concepts_courses_course_id",
                        column: x => x.course_id,
                        principalTable: "courses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "content_spaces",
                columns: table => new
                {
                    course_id = table.Column<int>(type: "integer", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_content_spaces", x => x.course_id);
                    table.ForeignKey(
                        name: "FK_content_spaces_courses_course_id",
                        column: x => x.course_id,
                        principalTable: "courses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "content_vectors",
                columns: table => new
                {
                    course_id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    item_id = table.Column<int>(type: "integer", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    vector = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_content_vectors", x => new { x.course_id, x.kind, x.item_id });
                    table.ForeignKey(
                        name: "FK_content_vectors_courses_course_id",
                        column: x => x.course_id,
                        principalTable: "courses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "asset_items",
                columns: table => new
                {
                    tenant = table.Column<string>(type: "text", nullable: false),
                    asset = table.Column<string>(type: "text", nullable: false),
                    part = table.Column<string>(type: "text", nullable: false),
                    item_key = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false),
                    learner_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_asset_items", x => new { x.tenant, x.asset, x.part, x.item_key });
                    table.ForeignKey(
                        name: "FK_asset_items_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "audit_log",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    before = table.Column<string>(type: "text", nullable: true),
                    after = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    learner_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_log", x => x.id);
                    table.ForeignKey(
                        name: "FK_audit_log_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "experiment_exposures",
                columns: table => new
                {
                    experiment_id = table.Column<long>(type: "bigint", nullable: false),
                    phase = table.Column<int>(type: "integer", nullable: false),
                    learner_id = table.Column<long>(type: "bigint", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    variant = table.Column<string>(type: "text", nullable: false),
                    exposed_at = table.Column<long>(type: "bigint", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    definition = table.Column<string>(type: "text", nullable: false),
                    class_key = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_experiment_exposures", x => new { x.experiment_id, x.phase, x.learner_id });
                    table.ForeignKey(
                        name: "FK_experiment_exposures_experiments_experiment_id",
                        column: x => x.experiment_id,
                        principalTable: "experiments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_experiment_exposures_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "forced_variants",
                columns: table => new
                {
                    experiment_id = table.Column<long>(type: "bigint", nullable: false),
                    learner_id = table.Column<long>(type: "bigint", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    variant = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_forced_variants", x => new { x.experiment_id, x.learner_id });
                    table.ForeignKey(
                        name: "FK_forced_variants_experiments_experiment_id",
                        column: x => x.experiment_id,
                        principalTable: "experiments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_forced_variants_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "interaction_sessions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    learner_id = table.Column<long>(type: "bigint", nullable: false),
                    client_id = table.Column<byte[]>(type: "bytea", nullable: false),
                    query = table.Column<string>(type: "text", nullable: true),
                    shown = table.Column<string>(type: "text", nullable: false),
                    events = table.Column<string>(type: "text", nullable: false),
                    propensities = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    duration_ms = table.Column<int>(type: "integer", nullable: false),
                    is_irrelevant = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    not_before = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_interaction_sessions", x => x.id);
                    table.ForeignKey(
                        name: "FK_interaction_sessions_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "learner_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    learner_id = table.Column<long>(type: "bigint", nullable: false),
                    questions = table.Column<string>(type: "text", nullable: false),
                    origin = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_learner_changes", x => x.id);
                    table.ForeignKey(
                        name: "FK_learner_changes_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "personal_vectors",
                columns: table => new
                {
                    learner_id = table.Column<long>(type: "bigint", nullable: false),
                    space = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    item_id = table.Column<int>(type: "integer", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    text_hash = table.Column<string>(type: "text", nullable: false),
                    vector = table.Column<byte[]>(type: "bytea", nullable: false),
                    pull = table.Column<double>(type: "double precision", nullable: false),
                    moved_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_personal_vectors", x => new { x.learner_id, x.space, x.kind, x.item_id });
                    table.ForeignKey(
                        name: "FK_personal_vectors_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "practice_days",
                columns: table => new
                {
                    learner_id = table.Column<long>(type: "bigint", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    minutes = table.Column<double>(type: "double precision", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    correct = table.Column<int>(type: "integer", nullable: false),
                    concepts_mastered = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_practice_days", x => new { x.learner_id, x.day });
                    table.ForeignKey(
                        name: "FK_practice_days_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "recommendation_sets",
                columns: table => new
                {
                    payload = table.Column<byte[]>(type: "bytea", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    learner_id = table.Column<long>(type: "bigint", nullable: false),
                    generated_at = table.Column<long>(type: "bigint", nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: false),
                    policy = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<int>(type: "integer", nullable: false),
                    statuses = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recommendation_sets", x => x.id);
                    table.ForeignKey(
                        name: "FK_recommendation_sets_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pipeline_log",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    level = table.Column<string>(type: "text", nullable: false),
                    asset = table.Column<string>(type: "text", nullable: true),
                    part = table.Column<string>(type: "text", nullable: true),
                    line = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pipeline_log", x => x.id);
                    table.ForeignKey(
                        name: "FK_pipeline_log_pipeline_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "pipeline_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pipeline_steps",
                columns: table => new
                {
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    asset = table.Column<string>(type: "text", nullable: false),
                    part = table.Column<string>(type: "text", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    rows_in = table.Column<int>(type: "integer", nullable: false),
                    rows_out = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    seconds = table.Column<double>(type: "double precision", nullable: false),
                    peak_bytes = table.Column<long>(type: "bigint", nullable: false),
                    message = table.Column<string>(type: "text", nullable: true),
                    checks = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pipeline_steps", x => new { x.run_id, x.asset, x.part });
                    table.ForeignKey(
                        name: "FK_pipeline_steps_pipeline_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "pipeline_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "attempts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    learner_id = table.Column<long>(type: "bigint", nullable: false),
                    question_id = table.Column<int>(type: "integer", nullable: false),
                    client_attempt_id = table.Column<byte[]>(type: "bytea", nullable: false),
                    judged_at = table.Column<long>(type: "bigint", nullable: false),
                    answered_at = table.Column<long>(type: "bigint", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    duration_ms = table.Column<int>(type: "integer", nullable: false),
                    hints_used = table.Column<int>(type: "integer", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: true),
                    correct = table.Column<bool>(type: "boolean", nullable: true),
                    status = table.Column<int>(type: "integer", nullable: false),
                    is_self_graded = table.Column<bool>(type: "boolean", nullable: false),
                    difficulty = table.Column<double>(type: "double precision", nullable: false),
                    is_dated = table.Column<bool>(type: "boolean", nullable: false),
                    grade = table.Column<int>(type: "integer", nullable: true),
                    recommendation_set = table.Column<long>(type: "bigint", nullable: true),
                    recommendation_position = table.Column<int>(type: "integer", nullable: true),
                    device = table.Column<int>(type: "integer", nullable: true),
                    confidence = table.Column<double>(type: "double precision", nullable: true),
                    difficulty_variance = table.Column<double>(type: "double precision", nullable: false),
                    average_difficulty = table.Column<double>(type: "double precision", nullable: false),
                    ability = table.Column<double>(type: "double precision", nullable: false),
                    ability_variance = table.Column<double>(type: "double precision", nullable: false),
                    hour = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attempts", x => x.id);
                    table.ForeignKey(
                        name: "FK_attempts_learners_learner_id",
                        column: x => x.learner_id,
                        principalTable: "learners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_attempts_questions_question_id",
                        column: x => x.question_id,
                        principalTable: "questions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "question_states",
                columns: table => new
                {
                    question_id = table.Column<int>(type: "integer", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    difficulty = table.Column<double>(type: "double precision", nullable: false),
                    variance = table.Column<double>(type: "double precision", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    correct = table.Column<int>(type: "integer", nullable: false),
                    seconds = table.Column<double>(type: "double precision", nullable: false),
                    timed = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_question_states", x => x.question_id);
                    table.ForeignKey(
                        name: "FK_question_states_questions_question_id",
                        column: x => x.question_id,
                        principalTable: "questions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "question_concepts",
                columns: table => new
                {
                    question_id = table.Column<int>(type: "integer", nullable: false),
                    concept_id = table.Column<int>(type: "integer", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    weight = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_question_concepts", x => new { x.question_id, x.concept_id });
                    table.ForeignKey(
                        name: "FK_question_concepts_concepts_concept_id",
                        column: x => x.concept_id,
                        principalTable: "concepts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_question_concepts_questions_question_id",
                        column: x => x.question_id,
                        principalTable: "questions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "relation_proposals",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    course_id = table.Column<int>(type: "integer", nullable: false),
                    low_id = table.Column<int>(type: "integer", nullable: false),
                    high_id = table.Column<int>(type: "integer", nullable: false),
                    is_from_low = table.Column<bool>(type: "boolean", nullable: false),
                    type = table.Column<int>(type: "integer", nullable: false),
                    similarity = table.Column<double>(type: "double precision", nullable: false),
                    confidence = table.Column<double>(type: "double precision", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    text_hash = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    made_at = table.Column<long>(type: "bigint", nullable: false),
                    decided_at = table.Column<long>(type: "bigint", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_relation_proposals", x => x.id);
                    table.ForeignKey(
                        name: "FK_relation_proposals_concepts_high_id",
                        column: x => x.high_id,
                        principalTable: "concepts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_relation_proposals_concepts_low_id",
                        column: x => x.low_id,
                        principalTable: "concepts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_relation_proposals_courses_course_id",
                        column: x => x.course_id,
                        principalTable: "courses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "relations",
                columns: table => new
                {
                    from_id = table.Column<int>(type: "integer", nullable: false),
                    to_id = table.Column<int>(type: "integer", nullable: false),
                    type = table.Column<int>(type: "integer", nullable: false),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    weight = table.Column<double>(type: "double precision", nullable: false),
                    origin = table.Column<int>(type: "integer", nullable: false),
                    confidence = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_relations", x => new { x.from_id, x.to_id, x.type });
                    table.ForeignKey(
                        name: "FK_relations_concepts_from_id",
                        column: x => x.from_id,
                        principalTable: "concepts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_relations_concepts_to_id",
                        column: x => x.to_id,
                        principalTable: "concepts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "suggestion_feedback",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant = table.Column<string>(type: "text", nullable: false),
                    course_id = table.Column<int>(type: "integer", nullable: false),
                    description = table.Column<string>(type: "text", nullable: false),
                    accepted_id = table.Column<int>(type: "integer", nullable: false),
                    rejected = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_suggestion_feedback", x => x.id);
                    table.ForeignKey(
                        name: "FK_suggestion_feedback_concepts_accepted_id",
                        column: x => x.accepted_id,
                        principalTable: "concepts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_suggestion_feedback_courses_course_id",
                        column: x => x.course_id,
                        principalTable: "courses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "feedback_events",
                columns: table => new
                {
                    tenant = table.Column<string>(type: "text", nullable: false),
                    client_event_id = table.Column<byte[]>(type: "bytea", nullable: false),
                    set_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    learner_id = table.Column<long>(type: "bigint", nullable: false),
                    action = table.Column<int>(type: "integer", nullable: false),
                    occurred_at = table.Column<long>(type: "bigint", nullable: false),
                    rating = table.Column<int>(type: "integer", nullable: true),
                    comment = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feedback_events", x => new { x.tenant, x.client_event_id });
                    table.ForeignKey(
                        name: "FK_feedback_events_recommendation_sets_set_id",
                        column: x => x.set_id,
                        principalTable: "recommendation_sets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_prefix",
                table: "api_keys",
                column: "prefix",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_tenant_id",
                table: "api_keys",
                columns: new[] { "tenant", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_asset_items_learner_id",
                table: "asset_items",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "IX_attempts_judged_at",
                table: "attempts",
                column: "judged_at");

            migrationBuilder.CreateIndex(
                name: "IX_attempts_learner_id_answered_at_id",
                table: "attempts",
                columns: new[] { "learner_id", "answered_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_attempts_learner_id_client_attempt_id",
                table: "attempts",
                columns: new[] { "learner_id", "client_attempt_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_attempts_question_id_learner_id",
                table: "attempts",
                columns: new[] { "question_id", "learner_id" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_log_learner_id",
                table: "audit_log",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "IX_audit_log_tenant_subject_id",
                table: "audit_log",
                columns: new[] { "tenant", "subject", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_concepts_course_id",
                table: "concepts",
                column: "course_id");

            migrationBuilder.CreateIndex(
                name: "IX_concepts_tenant_key",
                table: "concepts",
                columns: new[] { "tenant", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_courses_tenant_key",
                table: "courses",
                columns: new[] { "tenant", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_experiment_exposures_learner_id",
                table: "experiment_exposures",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "IX_experiments_tenant_key",
                table: "experiments",
                columns: new[] { "tenant", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_experiments_tenant_status_id",
                table: "experiments",
                columns: new[] { "tenant", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_feedback_events_learner_id_occurred_at",
                table: "feedback_events",
                columns: new[] { "learner_id", "occurred_at" });

            migrationBuilder.CreateIndex(
                name: "IX_feedback_events_set_id",
                table: "feedback_events",
                column: "set_id");

            migrationBuilder.CreateIndex(
                name: "IX_forced_variants_learner_id",
                table: "forced_variants",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "IX_interaction_sessions_learner_id_client_id",
                table: "interaction_sessions",
                columns: new[] { "learner_id", "client_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_interaction_sessions_tenant_status_id",
                table: "interaction_sessions",
                columns: new[] { "tenant", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_learner_changes_learner_id",
                table: "learner_changes",
                column: "learner_id");

            migrationBuilder.CreateIndex(
                name: "IX_learners_tenant_external_id",
                table: "learners",
                columns: new[] { "tenant", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_learners_tenant_id",
                table: "learners",
                columns: new[] { "tenant", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_learners_tenant_last_practiced_at",
                table: "learners",
                columns: new[] { "tenant", "last_practiced_at" });

            migrationBuilder.CreateIndex(
                name: "IX_learners_tenant_username",
                table: "learners",
                columns: new[] { "tenant", "username" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_model_versions_stage",
                table: "model_versions",
                column: "stage");

            migrationBuilder.CreateIndex(
                name: "IX_model_versions_tenant_model_number",
                table: "model_versions",
                columns: new[] { "tenant", "model", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_pipeline_log_run_id_id",
                table: "pipeline_log",
                columns: new[] { "run_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_pipeline_runs_status",
                table: "pipeline_runs",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "IX_pipeline_runs_tenant_pipeline_id",
                table: "pipeline_runs",
                columns: new[] { "tenant", "pipeline", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_practice_days_day",
                table: "practice_days",
                column: "day");

            migrationBuilder.CreateIndex(
                name: "IX_question_concepts_concept_id",
                table: "question_concepts",
                column: "concept_id");

            migrationBuilder.CreateIndex(
                name: "IX_questions_tenant_key",
                table: "questions",
                columns: new[] { "tenant", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_recommendation_sets_learner_id_id",
                table: "recommendation_sets",
                columns: new[] { "learner_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_recommendation_sets_tenant_generated_at",
                table: "recommendation_sets",
                columns: new[] { "tenant", "generated_at" });

            migrationBuilder.CreateIndex(
                name: "IX_relation_proposals_course_id",
                table: "relation_proposals",
                column: "course_id");

            migrationBuilder.CreateIndex(
                name: "IX_relation_proposals_high_id",
                table: "relation_proposals",
                column: "high_id");

            migrationBuilder.CreateIndex(
                name: "IX_relation_proposals_low_id",
                table: "relation_proposals",
                column: "low_id");

            migrationBuilder.CreateIndex(
                name: "IX_relation_proposals_tenant_course_id_state_id",
                table: "relation_proposals",
                columns: new[] { "tenant", "course_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_relation_proposals_tenant_low_id_high_id",
                table: "relation_proposals",
                columns: new[] { "tenant", "low_id", "high_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_relations_to_id",
                table: "relations",
                column: "to_id");

            migrationBuilder.CreateIndex(
                name: "IX_suggestion_feedback_accepted_id",
                table: "suggestion_feedback",
                column: "accepted_id");

            migrationBuilder.CreateIndex(
                name: "IX_suggestion_feedback_course_id",
                table: "suggestion_feedback",
                column: "course_id");

            migrationBuilder.CreateIndex(
                name: "IX_suggestion_feedback_tenant_course_id_id",
                table: "suggestion_feedback",
                columns: new[] { "tenant", "course_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_training_runs_status",
                table: "training_runs",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "IX_training_runs_tenant_model_id",
                table: "training_runs",
                columns: new[] { "tenant", "model", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "asset_items");

            migrationBuilder.DropTable(
                name: "asset_states");

            migrationBuilder.DropTable(
                name: "attempts");

            migrationBuilder.DropTable(
                name: "audit_log");

            migrationBuilder.DropTable(
                name: "catalog_versions");

            migrationBuilder.DropTable(
                name: "content_spaces");

            migrationBuilder.DropTable(
                name: "content_vectors");

            migrationBuilder.DropTable(
                name: "experiment_exposures");

            migrationBuilder.DropTable(
                name: "experiment_switches");

            migrationBuilder.DropTable(
                name: "feedback_events");

            migrationBuilder.DropTable(
                name: "forced_variants");

            migrationBuilder.DropTable(
                name: "interaction_sessions");

            migrationBuilder.DropTable(
                name: "learner_changes");

            migrationBuilder.DropTable(
                name: "leases");

            migrationBuilder.DropTable(
                name: "model_versions");

            migrationBuilder.DropTable(
                name: "personal_vectors");

            migrationBuilder.DropTable(
                name: "pipeline_log");

            migrationBuilder.DropTable(
                name: "pipeline_steps");

            migrationBuilder.DropTable(
                name: "practice_days");

            migrationBuilder.DropTable(
                name: "question_concepts");

            migrationBuilder.DropTable(
                name: "question_states");

            migrationBuilder.DropTable(
                name: "relation_proposals");

            migrationBuilder.DropTable(
                name: "relations");

            migrationBuilder.DropTable(
                name: "sequences");

            migrationBuilder.DropTable(
                name: "suggestion_feedback");

            migrationBuilder.DropTable(
                name: "training_runs");

            migrationBuilder.DropTable(
                name: "recommendation_sets");

            migrationBuilder.DropTable(
                name: "experiments");

            migrationBuilder.DropTable(
                name: "pipeline_runs");

            migrationBuilder.DropTable(
                name: "questions");

            migrationBuilder.DropTable(
                name: "concepts");

            migrationBuilder.DropTable(
                name: "learners");

            migrationBuilder.DropTable(
                name: "courses");
        }
    }
}
