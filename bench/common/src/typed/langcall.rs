//! What lives here: `langcall/call` as derived structs.

use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize, Serialize)]
pub struct Call {
    pub id: Option<String>,
    pub created_at: Option<String>,
    pub direction: Option<CallDirection>,
    pub duration: Option<f64>,
    pub conversations: Option<Vec<ConversationMessage>>,
    pub r#type: CallType,
    pub to_number: String,
    pub instruction: String,
    pub transfer_number: Option<String>,
    pub voice_id: Option<String>,
    pub status_callback: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CallDirection {
    Inbound,
    Outbound,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CallType {
    FullAi,
    Transfer,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct ConversationMessage {
    pub role: Option<String>,
    pub content: Option<String>,
}
