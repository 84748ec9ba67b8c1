//! What lives here: `bimpe/call` as derived structs.

use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize, Serialize)]
pub struct CallResponse {
    pub message: String,
    pub data: Call,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Call {
    pub id: String,
    pub source: Option<String>,
    pub destination: String,
    pub status: CallStatus,
    pub direction: String,
    pub created_on: String,
    pub duration_seconds: Option<i64>,
    pub is_test_call: bool,
    pub error_reason: Option<String>,
    pub end_reason: Option<String>,
    pub ringing_at: Option<String>,
    pub ended_at: Option<String>,
    pub started_at: Option<String>,
    pub answered_at: Option<String>,
    pub conversation_logs: Option<Vec<Message>>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CallStatus {
    Queued,
    Ringing,
    Answered,
    Ended,
    Busy,
    Failed,
    Cancelled,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Message {
    pub id: String,
    pub role: String,
    pub message: Option<String>,
    pub message_type: Option<String>,
    pub created_at: String,
    pub attachments: Option<Vec<Attachment>>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Attachment {
    pub r#type: String,
    pub url: String,
}
