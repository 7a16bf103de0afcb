//! How the relay says things: well or badly, in one piece or many.

use std::time::Duration;

use futures_util::FutureExt;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::{Go, Gone, Talk};
use crate::mood::{Act, At, Front};

impl Talk {
    /// Answers at a step as the mood takes it. True when the answer was the good one.
    pub(super) async fn answer(&mut self, at: At, code: u16, text: &str) -> Go<bool> {
        let act = if self.calm {
            Act::Well
        } else {
            self.mood.act(&self.world, at)
        };
        self.perform(act, at, code, text).await
    }

    pub(super) async fn perform(&mut self, act: Act, at: At, code: u16, text: &str) -> Go<bool> {
        if act != Act::Well {
            self.world.sees(format!("{act:?} at {at:?}"));
            self.world
                .tell(|| format!("line {}: {act:?} at {at:?}", self.line));
        }
        let limit = if at == At::Dot {
            self.mood.answer_limit
        } else {
            self.mood.limit
        };
        match act {
            Act::Later | Act::Closing | Act::KeptAndNo if at == At::Dot => self.speaks_of_itself(),
            _ => {}
        }
        match act {
            Act::Well => {}
            Act::Later => return self.say(451, "4.3.2 not now").await.map(|()| false),
            Act::Throttle => {
                let (code, text) = self.world.pick(&[
                    (450, "4.7.1 slow down"),
                    (450, "slow down"),
                    (432, "4.3.2 Concurrent connections limit exceeded"),
                    (451, "4.7.500 too many from you"),
                    (454, "4.7.0 try again later"),
                ]);
                // Without a code of the mail's own, what it says of the dot is about itself.
                if at == At::Dot && (code == 432 || text == "slow down") {
                    self.speaks_of_itself();
                }
                return self.say(code, text).await.map(|()| false);
            }
            Act::KeptAndNo => {
                let (code, text) = self.world.pick(match self.mood.front {
                    // Its words alone say what it is.
                    Front::Words => &[
                        (450, "Connection closed unexpectedly"),
                        (451, "4.3.0 Error: queue file write error"),
                        (554, "Pipe command reported error 76"),
                    ],
                    Front::None | Front::Greeting | Front::Settings => &[
                        (451, "4.3.0 not now"),
                        (450, "later"),
                        (421, "4.4.2 bye"),
                        (554, "broken pipe"),
                    ],
                });
                self.say(code, text).await?;
                return if code == 421 { Err(Gone) } else { Ok(false) };
            }
            Act::Never => return self.say(554, "5.7.1 not ever").await.map(|()| false),
            Act::Closing => {
                self.say(421, "4.3.2 closing").await?;
                return Err(Gone);
            }
            Act::Odd => {
                self.no_answer |= at == At::Dot;
                let odd = if at == At::Data { 250 } else { 354 };
                return self.say(odd, "what?").await.map(|()| false);
            }
            Act::Garbage => {
                let garbage = self.world.pick(&[
                    "\u{fffd}\u{1}\r\n",
                    "ok\r\n",
                    "2500 x\r\n",
                    "250-a\r\n251 b\r\n",
                ]);
                self.no_answer |= at == At::Dot;
                self.put(garbage.as_bytes()).await?;
                return self.drain().await.map(|()| false);
            }
            Act::Cut => return Err(Gone),
            Act::CutInReply => {
                let cut = self.world.index(3);
                self.put(&format!("{code} {text}").as_bytes()[..cut + 1])
                    .await?;
                return Err(Gone);
            }
            Act::Silent => {
                self.no_answer |= at == At::Dot;
                return self.drain().await.map(|()| false);
            }
            Act::Slow => tokio::time::sleep(self.world.millis(24_000)).await,
            Act::TooLate => {
                self.no_answer |= at == At::Dot;
                tokio::time::sleep(limit + self.world.millis(60_000)).await;
            }
            Act::Twice => {
                self.say(code, text).await?;
                self.calm = true;
                if at == At::Data && self.dot_left() {
                    return Ok(true);
                }
                // Behind MAIL it would be taken for the answer to RCPT, and rightly so.
                if at == At::Data {
                    self.speaks_of_itself();
                }
                let more = if at == At::Mail {
                    250
                } else {
                    self.world.pick(&[250, 451, 550])
                };
                self.answered_twice |= at == At::Dot;
                self.say_about(more, "and another thing", matches!(at, At::Rcpt | At::Data))
                    .await?;
                return Ok(true);
            }
            Act::WellThenClosing => {
                self.say(code, text).await?;
                self.calm = true;
                if at == At::Data {
                    self.speaks_of_itself();
                }
                self.say_about(421, "4.3.2 timeout", at == At::Data).await?;
                return Err(Gone);
            }
        }
        self.say(code, text).await?;
        Ok(true)
    }

    pub(super) fn speaks_of_itself(&self) {
        if let Some((_, to)) = &self.to {
            self.world.judge.said_of_itself(to);
        }
    }

    pub(super) async fn say(&mut self, code: u16, text: &str) -> Go<()> {
        self.say_about(code, text, true).await
    }

    /// Says a reply of one or more lines, in one piece or in many.
    async fn say_about(&mut self, code: u16, text: &str, about_mail: bool) -> Go<()> {
        self.nothing_ahead()?;
        if about_mail && let Some((_, to)) = &self.to {
            self.world.judge.said(self.line, to, code);
        }
        self.world
            .tell(|| format!("line {}: {code} {}", self.line, text.replace('\n', "/")));
        let lines: Vec<&str> = if self.world.chance(0.05) && !text.contains('\n') {
            vec![text, "and more", ""]
        } else {
            text.lines().collect()
        };
        let mut reply = String::new();
        for (at, line) in lines.iter().enumerate() {
            let mark = if at + 1 < lines.len() { '-' } else { ' ' };
            reply.push_str(&format!("{code}{mark}{line}\r\n"));
        }
        if self.world.chance(0.03)
            && lines.len() == 1
            && !["queued", "Haraka"].iter().any(|word| text.contains(word))
            && (code < 400 || text.contains("4.3.2"))
        {
            reply = format!("{code}\r\n");
        }
        if self.world.chance(0.05) {
            for octet in reply.as_bytes() {
                self.put(&[*octet]).await?;
                tokio::time::sleep(self.world.millis(20)).await;
            }
            return Ok(());
        }
        self.put(reply.as_bytes()).await
    }

    async fn put(&mut self, octets: &[u8]) -> Go<()> {
        // A client that reads nothing must not hold the relay for ever.
        let wrote =
            tokio::time::timeout(Duration::from_secs(600), self.wire.write_all(octets)).await;
        wrote.map_err(|_| Gone)?.map_err(|_| Gone)
    }

    /// Without PIPELINING a client waits for each answer (RFC 5321, section 4.1.1; RFC 2920, section 3.1).
    fn nothing_ahead(&mut self) -> Go<()> {
        let _more = self.wire.read_buf(&mut self.heard).now_or_never();
        if !self.traits.pipelining && !self.heard.is_empty() && !self.calm {
            self.world
                .blame("a command before the answer to the one before it");
            return Err(Gone);
        }
        Ok(())
    }
}
