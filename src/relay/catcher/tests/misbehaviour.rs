//! Every act of a script, at the line's other end.

use std::io;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::Instant;

use super::super::{Act, ByAddress, Moment, Scene, Script};
use super::*;

/// A catcher that does `act` at `moment` and is honest otherwise.
fn at(moment: Moment, act: Act) -> (Options, Arc<Memory>) {
    scripted(move |now: Moment, _: &Scene<'_>| {
        if now == moment {
            act.clone()
        } else {
            Act::Proceed
        }
    })
}

fn scripted(script: impl Script + 'static) -> (Options, Arc<Memory>) {
    let (options, kept) = honest();
    (
        Options {
            script: Arc::new(script),
            ..options
        },
        kept,
    )
}

fn one_mail() -> String {
    format!(
        "EHLO c.example\r\n{}x\r\n.\r\nQUIT\r\n",
        envelope("a@a.example")
    )
}

/// The codes heard when one mail is sent in one flight, and the number of mails kept.
async fn outcome((options, kept): (Options, Arc<Memory>)) -> (Vec<u16>, usize) {
    let heard = codes(&talk(options, &one_mail()).await);
    let count = kept.mails().len();
    (heard, count)
}

fn reply(code: u16) -> Act {
    Act::Reply(code, "Says the script".into())
}

fn last(code: u16) -> Act {
    Act::ReplyThenClose(code, "Says the script".into())
}

/// A moment, what the server does then, what a client hears, and how many mails are kept.
type Misbehaviour = (Moment, Act, &'static [u16], usize);

fn before_the_body() -> [Misbehaviour; 12] {
    let raw = |bytes: &[u8]| Act::Raw(bytes.to_vec());
    [
        (
            Moment::Connect,
            reply(554),
            &[554, 250, 250, 250, 354, 250, 221],
            1,
        ),
        (Moment::Connect, last(421), &[421], 0),
        (Moment::Connect, Act::Close, &[], 0),
        (
            Moment::Ehlo,
            reply(502),
            &[220, 502, 503, 503, 503, 500, 500, 221],
            0,
        ),
        (Moment::Ehlo, last(421), &[220, 421], 0),
        (
            Moment::Mail,
            reply(451),
            &[220, 250, 451, 503, 503, 500, 500, 221],
            0,
        ),
        (Moment::Mail, Act::Close, &[220, 250], 0),
        (
            Moment::Rcpt,
            reply(550),
            &[220, 250, 250, 550, 554, 500, 500, 221],
            0,
        ),
        (
            Moment::Rcpt,
            reply(251),
            &[220, 250, 250, 251, 354, 250, 221],
            1,
        ),
        (Moment::Rcpt, Act::CloseAfterKeeping, &[220, 250, 250], 0),
        (Moment::Data, last(421), &[220, 250, 250, 250, 421], 0),
        (
            Moment::Data,
            raw(b"354-a\r\n354 b\r\n"),
            &[220, 250, 250, 250, 354, 250, 221],
            1,
        ),
    ]
}

fn from_the_body_on() -> [Misbehaviour; 12] {
    let raw = |bytes: &[u8]| Act::Raw(bytes.to_vec());
    [
        (Moment::Body(3), Act::Close, &[220, 250, 250, 250, 354], 0),
        (
            Moment::Body(3),
            reply(250),
            &[220, 250, 250, 250, 354, 250, 250, 221],
            1,
        ),
        (
            Moment::Body(3),
            last(421),
            &[220, 250, 250, 250, 354, 421],
            0,
        ),
        (
            Moment::Dot,
            reply(452),
            &[220, 250, 250, 250, 354, 452, 221],
            0,
        ),
        (
            Moment::Dot,
            reply(250),
            &[220, 250, 250, 250, 354, 250, 221],
            1,
        ),
        (
            Moment::Dot,
            raw(b"554 a\r\n"),
            &[220, 250, 250, 250, 354, 554, 221],
            0,
        ),
        (Moment::Dot, last(554), &[220, 250, 250, 250, 354, 554], 0),
        (Moment::Dot, Act::Close, &[220, 250, 250, 250, 354], 0),
        (
            Moment::Dot,
            Act::CloseAfterKeeping,
            &[220, 250, 250, 250, 354],
            1,
        ),
        (Moment::Dot, Act::Silence, &[220, 250, 250, 250, 354], 0),
        (Moment::Dot, Act::HalfClose, &[220, 250, 250, 250, 354], 0),
        (Moment::Quit, Act::Close, &[220, 250, 250, 250, 354, 250], 1),
    ]
}

#[tokio::test(start_paused = true)]
async fn every_act_at_every_kind_of_moment() {
    for (moment, act, heard, mails) in before_the_body().into_iter().chain(from_the_body_on()) {
        let shown = format!("{moment:?} {act:?}");
        assert_eq!(
            outcome(at(moment, act)).await,
            (heard.to_vec(), mails),
            "{shown}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn waiting_takes_the_time_it_says() {
    for moment in [Moment::Ehlo, Moment::Body(3), Moment::Dot] {
        let start = Instant::now();
        let (heard, mails) = outcome(at(moment, Act::Wait(Duration::from_secs(40)))).await;
        assert_eq!((heard.len(), mails), (7, 1), "{moment:?}");
        assert_eq!(start.elapsed().as_secs(), 40, "{moment:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn silence_holds_the_line_until_the_client_leaves() {
    let (options, _) = at(Moment::Rcpt, Act::Silence);
    visit(options, async |mut line| {
        hear(&mut line).await;
        ask(&mut line, "EHLO c.example\r\n").await;
        assert_eq!(
            codes(&ask(&mut line, &envelope("a@a.example")).await),
            [250]
        );
        let hour = Duration::from_secs(3600);
        #[allow(clippy::disallowed_methods)]
        let silence = tokio::time::timeout(hour, hear(&mut line)).await;
        assert!(silence.is_err(), "heard {silence:?}");
    })
    .await;
}

/// Notes the size of every write.
#[derive(Clone, Default)]
struct Writes(Arc<Mutex<Vec<usize>>>);

impl AsyncWrite for Writes {
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.0.lock().unwrap().push(bytes.len());
        Poll::Ready(Ok(bytes.len()))
    }
    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[tokio::test]
async fn a_split_reply_is_written_byte_by_byte() {
    let greeting = 77;
    for (act, wanted) in [
        (Act::SplitReply, vec![1; greeting]),
        (Act::Proceed, vec![greeting]),
    ] {
        let (writes, (options, _)) = (Writes::default(), at(Moment::Connect, act));
        let line = tokio::io::join(tokio::io::empty(), writes.clone());
        Server::new(options, SystemClock::start())
            .serve(1, line)
            .await
            .unwrap();
        assert_eq!(*writes.0.lock().unwrap(), wanted);
    }
}

#[tokio::test]
async fn by_address_each_row_gets_what_it_asks_for() {
    let (options, kept) = scripted(ByAddress::default());
    let addresses = [
        "rcpt-450-once@a.example",
        "rcpt-450-once@a.example",
        "dot-554@b.example",
        "c@c.example",
    ];
    let mails: String = addresses
        .iter()
        .map(|to| envelope(to) + "x\r\n.\r\nRSET\r\n")
        .collect();
    let heard = codes(&talk(options, &format!("EHLO c.example\r\n{mails}")).await);
    let (refused, taken) = ([250, 450, 554, 500, 500, 250], [250, 250, 354, 250, 250]);
    let wanted = [
        &[220, 250][..],
        &refused,
        &taken,
        &[250, 250, 354, 554, 250],
        &taken,
    ]
    .concat();
    assert_eq!(heard, wanted);
    let kept: Vec<_> = kept
        .mails()
        .iter()
        .map(|mail| mail.recipients[0].address.clone())
        .collect();
    assert_eq!(kept, ["rcpt-450-once@a.example", "c@c.example"]);
}

#[tokio::test]
async fn data_taken_after_the_only_recipient_was_refused_reaches_nobody() {
    let (options, kept) = scripted(ByAddress::default());
    let said = format!(
        "EHLO c.example\r\n{}.\r\n",
        envelope("rcpt-550-go@a.example")
    );
    assert_eq!(
        codes(&talk(options, &said).await),
        [220, 250, 250, 550, 354, 554]
    );
    assert!(kept.mails().is_empty());
}
