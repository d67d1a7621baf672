// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/simulator/answer.h"

#include "engine/simulator/wire.h"
#include "engine/simulator/words.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace postern::simulator {
namespace {

using Words = std::set<std::string>;

std::string either(bool korean, std::string_view inKorean, std::string_view inEnglish)
{
    return std::string(korean ? inKorean : inEnglish);
}

/// The longest name in the text, else its longest word.
std::string topicOf(std::string_view text)
{
    std::string topic = longestName(text);
    std::string_view longest;
    for (std::size_t at = 0; topic.empty() && at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(" \n\t,.?!", at), text.size());
        if (end - at > longest.size())
            longest = text.substr(at, end - at);
        at = end + 1;
    }
    return topic.empty() ? std::string(longest) : topic;
}

/// What was asked before the question, by a message or by a line of the history in the text.
std::string earlierQuestion(const Prompt &prompt)
{
    std::string earlier;
    const auto &messages = prompt.messages();
    for (std::size_t i = 0; i + 1 < messages.size(); ++i) {
        if (messages[i].role == "user")
            earlier = messages[i].text;
    }
    for (const std::string_view line : linesOf(prompt.lastUserText())) {
        const std::string lower = lowered(line);
        const std::size_t colon = line.find(':');
        if ((lower.starts_with("user:") || lower.starts_with("human:") || lower.starts_with("q:"))
            && line.find(prompt.question()) == line.npos) {
            earlier = trimmed(line.substr(colon + 1));
        }
    }
    return earlier;
}

/// The question with its first pronoun replaced by what was talked about.
std::string standaloneQuestion(const Prompt &prompt)
{
    static constexpr std::array<std::string_view, 9>
        kPronouns{"it", "its", "they", "them", "this", "that", "those", "he", "she"};
    const std::string &question = prompt.question();
    const std::string earlier = earlierQuestion(prompt);
    const std::string topic = topicOf(earlier);
    if (topic.empty())
        return question;
    for (std::size_t at = 0; at < question.size();) {
        const std::size_t end = std::min(question.find_first_of(" ,.?!", at), question.size());
        const std::string word = lowered(question.substr(at, end - at));
        if (std::ranges::find(kPronouns, word) != kPronouns.end())
            return question.substr(0, at) + topic + question.substr(end);
        at = end + 1;
    }
    return question;
}

/// Words that speak for the two commonest categories of all.
std::string_view signsOf(const std::string &name)
{
    if (name == "positive" || name == "긍정")
        return "good great love excellent happy best amazing wonderful nice satisfied recommend "
               "좋아 좋은 만족 추천 최고 훌륭";
    if (name == "negative" || name == "부정")
        return "bad terrible hate poor slow broken worst awful disappointed refund complaint "
               "나쁘 나쁜 불만 실망 최악 느리 환불";
    return {};
}

std::string chooseCategory(const Prompt &prompt, const std::vector<Category> &categories)
{
    const std::string subject = lowered(prompt.question());
    const Words words = significantWords(subject);
    const Category *best = nullptr;
    int bestScore = 0;
    for (const Category &category : categories) {
        const std::string name = lowered(category.name);
        const bool contained = name.size() >= 3 && subject.find(name) != std::string::npos;
        const int score = 3 * (contained ? 1 : 0) + 3 * commonWords(significantWords(name), words)
                          + 2 * commonWords(significantWords(signsOf(name)), words)
                          + commonWords(significantWords(category.description), words);
        if (score > bestScore) {
            best = &category;
            bestScore = score;
        }
    }
    if (best)
        return best->name;
    static constexpr std::array<std::string_view, 8>
        kNeutral{"none", "other", "others", "unknown", "neutral", "general", "기타", "중립"};
    for (const Category &category : categories) {
        if (std::ranges::find(kNeutral, lowered(category.name)) != kNeutral.end())
            return category.name;
    }
    return categories.front().name;
}

/// How much of the text after the last "answer:" is said elsewhere in the last user text.
std::string grade(const Prompt &prompt, int scale)
{
    const std::string &text = prompt.lastUserText();
    const std::string lower = lowered(text);
    const std::size_t label = lower.rfind("answer:");
    if (label == std::string::npos)
        return std::to_string((scale + 1) / 2);
    const std::size_t end = std::min(text.find('\n', label), text.size());
    const Words answer = significantWords(std::string_view(text).substr(label + 7, end - label - 7));
    const Words rest = significantWords(text.substr(0, label) + text.substr(end));
    const double share = answer.empty() ? 0
                                        : static_cast<double>(commonWords(answer, rest))
                                              / static_cast<double>(answer.size());
    return std::to_string(1 + static_cast<int>(std::lround(share * (scale - 1))));
}

struct Candidate
{
    std::string_view sentence;
    const Passage *passage = nullptr;
    int score = 0;
};

std::string extract(const Prompt &prompt, const std::vector<Passage> &passages, bool korean)
{
    const Words wanted = significantWords(prompt.question());
    std::vector<Candidate> candidates;
    for (const Passage &passage : passages) {
        for (const std::string_view sentence : sentencesOf(passage.text)) {
            const int score = commonWords(wanted, significantWords(sentence));
            if (score > 0 && sentence.find(prompt.question()) == sentence.npos)
                candidates.push_back({sentence, &passage, score});
        }
    }
    if (candidates.empty()) {
        return either(korean,
                      "주어진 자료에서는 그 질문에 대한 답을 찾을 수 없습니다.",
                      "The material given does not answer that question.");
    }
    std::ranges::stable_sort(candidates, std::greater(), &Candidate::score);
    // A second sentence only when it says nearly as much.
    const bool two = candidates.size() > 1 && candidates[1].sentence != candidates[0].sentence
                     && candidates[1].score * 4 >= candidates[0].score * 3;
    std::string answer;
    for (std::size_t i = 0; i < (two ? 2U : 1U); ++i) {
        const Candidate &candidate = candidates[i];
        answer += answer.empty() ? "" : " ";
        answer += candidate.sentence;
        if (!candidate.passage->mark.empty())
            answer += ' ' + candidate.passage->mark;
    }
    return answer;
}

std::string fromToolResult(const Message &result, bool korean)
{
    const std::string text = shortened(trimmed(result.text), 1000);
    if (text.empty())
        return either(korean, "도구가 결과를 돌려주지 않았습니다.", "The tool returned nothing.");
    return either(korean, "도구의 결과에 따르면 다음과 같습니다: ", "According to the tool: ")
           + text;
}

std::string politeSummary(const Prompt &prompt, bool korean)
{
    const std::string text = shortened(trimmed(prompt.question()), 200);
    if (text.empty())
        return either(korean, "무엇을 도와드릴까요?", "How can I help you?");
    if (text.ends_with('?')) {
        return either(korean, "질문하신 내용은 다음과 같습니다: ", "You asked: ") + text
               + either(
                   korean,
                   " 시뮬레이터는 프롬프트에 있는 말로만 답할 수 있으며, 이 프롬프트에는 참고할 "
                   "자료가 없습니다.",
                   " The simulator answers only from what the prompt says, and this one gives no "
                   "material to answer from.");
    }
    return either(korean,
                  "말씀하신 내용을 요약하면 다음과 같습니다: ",
                  "Thank you. In short, you said: ")
           + text;
}

std::string imageNote(int images, bool korean)
{
    const std::string count = std::to_string(images);
    if (korean)
        return "이미지 " + count + "장을 받았습니다. ";
    return images == 1 ? "I received 1 image. " : "I received " + count + " images. ";
}

std::string plainAnswer(const Prompt &prompt, bool korean)
{
    const std::vector<Passage> passages = prompt.passages();
    // With passages, "rephrase" is more likely advice for the user.
    if (passages.empty() && prompt.asksForRewrite())
        return standaloneQuestion(prompt);
    if (const int scale = prompt.gradeScale())
        return grade(prompt, scale);
    if (const std::vector<Category> categories = prompt.categories(); !categories.empty())
        return chooseCategory(prompt, categories);
    if (!passages.empty())
        return extract(prompt, passages, korean);
    return politeSummary(prompt, korean);
}

bool isCategoryKey(const std::string &key)
{
    const std::string lower = lowered(key);
    return std::ranges::any_of(
        std::array<std::string_view, 6>{"categor", "label", "class", "intent", "sentiment", "분류"},
        [&](std::string_view word) { return lower.find(word) != lower.npos; });
}

Value likeSample(const Value &sample, const Prompt &prompt, const std::string &text)
{
    const std::vector<Category> categories = prompt.categories();
    Dict result;
    for (const auto &[key, value] : sample.asDict()) {
        const bool isChoice = value.isString() && !categories.empty()
                              && (std::ranges::find(categories, value.asString(), &Category::name)
                                      != categories.end()
                                  || (key.isString() && isCategoryKey(key.asString())));
        if (isChoice)
            result.append(key, chooseCategory(prompt, categories));
        else if (value.isString())
            result.append(key, text);
        else if (value.isDict())
            result.append(key, likeSample(value, prompt, text));
        else if (value.isList() && !value.asList().empty() && value.asList().front().isString())
            result.append(key, List{text});
        else
            result.append(key, value);
    }
    return result;
}

/// Whether an object in the prompt is the form of the answer, not part of the material.
bool wantsObject(const Prompt &prompt)
{
    const std::string lower = lowered(prompt.instructions());
    return std::ranges::any_of(std::array<std::string_view, 8>{"json format",
                                                               "json object",
                                                               "in json",
                                                               "as json",
                                                               "valid json",
                                                               "json 형식",
                                                               "json으로",
                                                               "output:"},
                               [&](std::string_view words) {
                                   return lower.find(words) != lower.npos;
                               });
}

} // namespace

std::string answerText(const Prompt &prompt)
{
    const std::vector<Message> &messages = prompt.messages();
    const bool korean = isKorean(prompt.question());
    if (!messages.empty() && (messages.back().role == "tool" || messages.back().role == "function"))
        return fromToolResult(messages.back(), korean);
    std::string text = plainAnswer(prompt, korean);
    if (wantsObject(prompt)) {
        if (const std::optional<Value> sample = prompt.sampleObject())
            return toJson(likeSample(*sample, prompt, text));
    }
    if (!messages.empty() && messages.back().images > 0)
        text.insert(0, imageNote(messages.back().images, korean));
    return text;
}

static std::string bestFunction(const Words &wanted, const List &functions)
{
    std::string best;
    int bestScore = 0;
    for (const Value &function : functions) {
        const Value *name = function.find("name");
        if (!name || !name->isString())
            continue;
        std::string words = name->asString();
        std::ranges::replace(words, '_', ' ');
        std::ranges::replace(words, '-', ' ');
        int score = 2 * commonWords(wanted, significantWords(words));
        if (const Value *text = function.find("description"); text && text->isString())
            score += commonWords(wanted, significantWords(text->asString()));
        if (score > bestScore) {
            best = name->asString();
            bestScore = score;
        }
    }
    return best;
}

std::string chooseFunction(const Prompt &prompt, const List &functions)
{
    std::string best = bestFunction(significantWords(prompt.question()), functions);
    // "And in London?" goes on with what was asked before.
    for (auto message = prompt.messages().rbegin();
         best.empty() && message != prompt.messages().rend();
         ++message) {
        if (message->role == "user")
            best = bestFunction(significantWords(message->text), functions);
    }
    return best;
}

} // namespace postern::simulator
