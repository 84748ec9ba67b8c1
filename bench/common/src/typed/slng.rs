//! What lives here: `slng/call` as derived structs.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

#[derive(Debug, Deserialize, Serialize)]
pub struct Call {
    pub id: String,
    pub agent_id: String,
    pub phone_number: String,
    pub call_direction: String,
    pub arguments: Map<String, Value>,
    pub rendered_prompt: String,
    pub livekit_room_name: String,
    pub status: String,
    pub created_at: String,
    pub updated_at: String,
    pub web_session_origin: Option<WebSessionOrigin>,
    pub livekit_dispatch_id: Option<String>,
    pub call_started_at: Option<String>,
    pub call_ended_at: Option<String>,
    pub call_duration_ms: Option<i64>,
    pub call_end_reason: Option<String>,
    pub finalized_at: Option<String>,
    pub call_duration_source: Option<String>,
    pub error_message: Option<String>,
    pub livekit_session_report: Option<Map<String, Value>>,
    pub call_events: Option<Vec<CallEvent>>,
    pub tool_executions: Option<Vec<ToolExecution>>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WebSessionOrigin {
    DashboardTest,
    Api,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct CallEvent {
    pub v: i64,
    pub created_at: f64,
    pub event: String,
    pub level: EventLevel,
    pub component: Option<EventComponent>,
    pub from_model: Option<String>,
    pub to_model: Option<String>,
    pub reason: Option<EventReason>,
    pub timeout_s: Option<f64>,
    pub error_type: Option<String>,
    pub error_code: Option<i64>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EventLevel {
    Debug,
    Info,
    Warning,
    Error,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EventComponent {
    Stt,
    Llm,
    Tts,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EventReason {
    HardFail,
    Timeout,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct ToolExecution {
    pub tool_name: String,
    pub tool_kind: ToolKind,
    pub invocation_source: InvocationSource,
    pub started_at: String,
    pub finished_at: String,
    pub duration_ms: i64,
    pub outcome: ToolOutcome,
    pub trigger_event: Option<String>,
    pub http_status: Option<i32>,
    pub error_code: Option<String>,
    pub error_type: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ToolKind {
    Webhook,
    Template,
    HumanTransfer,
    BuiltIn,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InvocationSource {
    System,
    Contextual,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ToolOutcome {
    Succeeded,
    Failed,
    TimedOut,
    Skipped,
    Cancelled,
}
