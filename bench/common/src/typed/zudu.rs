//! What lives here: `zudu/call` as derived structs.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

#[derive(Debug, Deserialize, Serialize)]
pub struct CallResponse {
    pub message: String,
    pub status: ResponseStatus,
    pub error: Option<String>,
    pub data: Call,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseStatus {
    Success,
    Error,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Call {
    pub id: Option<String>,
    pub agent_id: String,
    pub call_id: String,
    pub organization_id: String,
    pub call_status: CallStatus,
    pub call_type: CallType,
    pub direction: Option<CallDirection>,
    pub from_number: Option<String>,
    pub to_number: Option<String>,
    pub start_timestamp: Option<i64>,
    pub end_timestamp: Option<i64>,
    pub call_duration: Option<i64>,
    pub disconnection_reason: Option<String>,
    pub recording_url: Option<String>,
    pub public_log_url: Option<String>,
    pub opt_out_sensitive_data_storage: Option<bool>,
    pub metadata: Option<Map<String, Value>>,
    pub events: Option<Vec<CallEvent>>,
    pub transcript: Option<String>,
    pub transcript_object: Option<Vec<TranscriptTurn>>,
    pub transcript_with_tool_calls: Option<Vec<Map<String, Value>>>,
    pub latency: Option<HashMap<String, LatencySummary>>,
    pub call_analysis: Option<CallAnalysis>,
    pub call_cost: Option<CallCost>,
    pub telephony_identifier: Option<TelephonyIdentifier>,
    pub created_at: Option<i64>,
    pub updated_at: Option<i64>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CallStatus {
    Registered,
    Ongoing,
    Ended,
    Error,
    Scheduled,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CallType {
    PhoneCall,
    WebCall,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CallDirection {
    Inbound,
    Outbound,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct CallEvent {
    pub timestamp: i64,
    pub event: String,
    pub session_time: Option<f64>,
    pub data: Option<Map<String, Value>>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct TranscriptTurn {
    pub role: String,
    pub content: String,
    pub timestamp: Option<i64>,
    pub words: Option<Vec<TranscriptWord>>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct TranscriptWord {
    pub word: String,
    pub start: Option<i64>,
    pub end: Option<i64>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct LatencySummary {
    pub max: Option<f64>,
    pub min: Option<f64>,
    pub num: Option<i64>,
    pub p50: Option<f64>,
    pub p90: Option<f64>,
    pub p95: Option<f64>,
    pub p99: Option<f64>,
    pub values: Option<Vec<f64>>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct CallAnalysis {
    pub call_successful: Option<bool>,
    pub call_summary: Option<String>,
    pub user_sentiment: Option<String>,
    pub in_voicemail: Option<bool>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct CallCost {
    pub combined_cost: f64,
    pub product_costs: Option<Vec<ProductCost>>,
    pub total_duration_seconds: Option<f64>,
    pub total_duration_unit_price: Option<f64>,
    pub total_one_time_price: Option<f64>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct ProductCost {
    pub product: String,
    pub cost: f64,
    pub unit_price: Option<f64>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct TelephonyIdentifier {
    pub call_sid: Option<String>,
    pub conference_sid: Option<String>,
}
