//! peers PATTERNS TEXT: how fast is the best that can be put together today?
//!
//! aho-corasick looks for one literal of each pattern in the whole buffer (its Teddy, which it takes for leftmost
//! matches only), RegexSet says which patterns a line with one of them holds. TEXT holds none of the messages, but may
//! hold a literal. Prints what Google Benchmark prints as JSON, for report.py.
use aho_corasick::{AhoCorasick, MatchKind};
use regex::bytes::RegexSet;

const ROUNDS: usize = 5;
/// Passes in a round: the kernel counts CPU time in steps of milliseconds.
const PASSES: u32 = 5;

/// The longest run of letters that every text that `pattern` matches must hold. Only what the patterns file uses is
/// understood: classes, groups and repeats end a run, an escaped punctuation mark is itself.
fn literal_core(pattern: &str) -> String {
    let mut runs = vec![String::new()];
    let mut characters = pattern.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => runs.last_mut().unwrap().extend(characters.next()),
            '[' => {
                while characters.next_if(|&c| c != ']').is_some() {}
                runs.push(String::new());
            }
            '{' => {
                while characters.next_if(|&c| c != '}').is_some() {}
                runs.push(String::new());
            }
            '.' | ']' | '}' | '(' | ')' | '|' | '^' | '$' => runs.push(String::new()),
            '?' | '*' | '+' => {
                runs.last_mut().unwrap().pop();
                runs.push(String::new());
            }
            _ => runs.last_mut().unwrap().push(character),
        }
    }
    runs.into_iter().max_by_key(String::len).unwrap()
}

/// How many pairs of line and pattern there are: each line is judged once, where its first literal stands.
fn count_pairs(literals: &AhoCorasick, patterns: &RegexSet, text: &[u8]) -> usize {
    let mut pairs = 0;
    let mut at = 0;
    while let Some(hit) = literals.find(&text[at..]) {
        let begin = text[..at + hit.start()].iter().rposition(|&b| b == b'\n').map_or(0, |i| i + 1);
        let end = text[at + hit.end()..].iter().position(|&b| b == b'\n').map_or(text.len(), |i| at + hit.end() + i);
        pairs += patterns.matches(&text[begin..end]).into_iter().count();
        at = end;
    }
    pairs
}

/// The same, line by line and without the literals: the known answer.
fn count_pairs_slowly(patterns: &RegexSet, text: &[u8]) -> usize {
    text.split(|&b| b == b'\n').map(|line| patterns.matches(line).into_iter().count()).sum()
}

/// Seconds of CPU that this process has used, which is what the rows of the library are timed with: other programs
/// disturb it less.
fn cpu_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|nanoseconds| nanoseconds.parse().ok()).unwrap_or(0.0) / 1e9
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, pattern_file, text_file] = arguments.as_slice() else {
        return Err("usage: peers PATTERNS TEXT".into());
    };
    let wanted: Vec<String> =
        std::fs::read_to_string(pattern_file)?.lines().filter(|line| !line.is_empty()).map(String::from).collect();
    let text = std::fs::read(text_file)?;
    let patterns = RegexSet::new(&wanted)?;
    let cores: Vec<String> = wanted.iter().map(|pattern| literal_core(pattern)).collect();
    let literals = AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(&cores)?;
    if count_pairs(&literals, &patterns, &text) != count_pairs_slowly(&patterns, &text) {
        return Err("the two ways do not give the same answer; a wrong answer is not timed".into());
    }
    let mut seconds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let begin = cpu_seconds();
            for _ in 0..PASSES {
                std::hint::black_box(count_pairs(&literals, &patterns, std::hint::black_box(&text)));
            }
            (cpu_seconds() - begin) / f64::from(PASSES)
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    let median = seconds[ROUNDS / 2];
    println!(
        r#"{{"benchmarks": [{{"name": "peers/aho-corasick/clean_median", "run_name": "peers/aho-corasick/clean", "run_type": "aggregate", "aggregate_name": "median", "real_time": {}, "time_unit": "ms", "bytes_per_second": {}}}]}}"#,
        median * 1e3,
        text.len() as f64 / median
    );
    Ok(())
}
