<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Open folder…</source>
        <translation>폴더 열기…</translation>
    </message>
    <message>
        <source>Open sample</source>
        <translation>샘플 열기</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>Copy problems</source>
        <translation>문제 복사</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>작성</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>디버그</translation>
    </message>
    <message>
        <source>Problems and output</source>
        <translation>문제 및 출력</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>레이아웃 초기화</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>어두운 테마</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>밝은 테마</translation>
    </message>
    <message>
        <source>High contrast theme</source>
        <translation>고대비 테마</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Fit graph</source>
        <translation>그래프 맞춤</translation>
    </message>
    <message>
        <source>Tidy graph</source>
        <translation>그래프 정리</translation>
    </message>
    <message>
        <source>Go to source</source>
        <translation>소스로 이동</translation>
    </message>
    <message>
        <source>Next region</source>
        <translation>다음 영역</translation>
    </message>
    <message>
        <source>Previous region</source>
        <translation>이전 영역</translation>
    </message>
    <message>
        <source>Go to outline</source>
        <translation>개요로 이동</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Use the simulator</source>
        <translation>시뮬레이터 사용</translation>
    </message>
    <message>
        <source>Trust this folder</source>
        <translation>이 폴더 신뢰</translation>
    </message>
    <message>
        <source>Review what this folder can run…</source>
        <translation>이 폴더가 실행할 수 있는 항목 검토…</translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation>다음 문제</translation>
    </message>
    <message>
        <source>Previous problem</source>
        <translation>이전 문제</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>명령 검색</translation>
    </message>
    <message>
        <source>About Postern</source>
        <translation>Postern 정보</translation>
    </message>
    <message>
        <source>Use real connections</source>
        <translation>실제 연결 사용</translation>
    </message>
    <message>
        <source>Choose connections file…</source>
        <translation>연결 파일 선택…</translation>
    </message>
    <message>
        <source>Show the egress ledger</source>
        <translation>외부 연결 기록 보기</translation>
    </message>
    <message>
        <source>Copy the egress ledger</source>
        <translation>외부 연결 기록 복사</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Save all</source>
        <translation>모두 저장</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>Close file</source>
        <translation>파일 닫기</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>다음 찾기</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>이전 찾기</translation>
    </message>
    <message>
        <source>Go to line…</source>
        <translation>행으로 이동…</translation>
    </message>
    <message>
        <source>Toggle comment</source>
        <translation>주석 전환</translation>
    </message>
    <message>
        <source>Indent lines</source>
        <translation>들여쓰기</translation>
    </message>
    <message>
        <source>Unindent lines</source>
        <translation>내어쓰기</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>자동 완성</translation>
    </message>
    <message>
        <source>Side panel</source>
        <translation>측면 패널</translation>
    </message>
    <message>
        <source>Graph, text or both</source>
        <translation>그래프, 텍스트 또는 둘 다</translation>
    </message>
    <message>
        <source>Frame selection</source>
        <translation>선택 항목에 맞추기</translation>
    </message>
    <message>
        <source>Focus mode</source>
        <translation>집중 모드</translation>
    </message>
    <message>
        <source>Check the Python environment</source>
        <translation>Python 환경 확인</translation>
    </message>
    <message>
        <source>Create a Python environment</source>
        <translation>Python 환경 만들기</translation>
    </message>
    <message>
        <source>Create a Python environment from a folder of wheels…</source>
        <translation>휠 폴더로 Python 환경 만들기…</translation>
    </message>
    <message>
        <source>Stop creating the environment</source>
        <translation>환경 만들기 중지</translation>
    </message>
    <message>
        <source>Choose the Python interpreter…</source>
        <translation>Python 인터프리터 선택…</translation>
    </message>
    <message>
        <source>Go to file or node…</source>
        <translation>파일 또는 노드로 이동…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Copy the error&apos;s details</source>
        <translation>오류 세부 정보 복사</translation>
    </message>
    <message>
        <source>Close other files</source>
        <translation>다른 파일 닫기</translation>
    </message>
    <message>
        <source>Compare with the disk</source>
        <translation>디스크와 비교</translation>
    </message>
    <message>
        <source>Copy the file&apos;s path</source>
        <translation>파일 경로 복사</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>잘라내기</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>모두 선택</translation>
    </message>
    <message>
        <source>Show inputs and outputs</source>
        <translation>입력과 출력 보기</translation>
    </message>
    <message>
        <source>Context menu</source>
        <translation>상황에 맞는 메뉴</translation>
    </message>
</context>
<context>
    <name>Amounts</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 tok</source>
        <translation>%1 토큰</translation>
    </message>
</context>
<context>
    <name>Dataset</name>
    <message>
        <source>%1 · row %2</source>
        <translation>%1 · %2행</translation>
    </message>
    <message>
        <source>Typed</source>
        <translation>직접 입력</translation>
    </message>
</context>
<context>
    <name>Environment</name>
    <message>
        <source>It is the folder&apos;s own .venv.</source>
        <translation>폴더 자체의 .venv입니다.</translation>
    </message>
    <message>
        <source>The variable POSTERN_PYTHON names it.</source>
        <translation>POSTERN_PYTHON 변수로 지정되었습니다.</translation>
    </message>
    <message>
        <source>The settings name it.</source>
        <translation>설정에서 지정되었습니다.</translation>
    </message>
    <message>
        <source>It came with Postern, because none is on the PATH.</source>
        <translation>PATH에 없어서 Postern에 포함된 것을 사용합니다.</translation>
    </message>
    <message>
        <source>It is the first on the PATH.</source>
        <translation>PATH에서 처음 찾은 것입니다.</translation>
    </message>
    <message>
        <source>(%1 is installed)</source>
        <translation>(%1 설치됨)</translation>
    </message>
    <message>
        <source>Creating the environment…</source>
        <translation>환경을 만드는 중…</translation>
    </message>
    <message>
        <source>No Python</source>
        <translation>Python 없음</translation>
    </message>
    <message>
        <source>Looking for Python…</source>
        <translation>Python 찾는 중…</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>%1 · packages missing: %2</source>
        <translation>%1 · 없는 패키지: %2</translation>
    </message>
    <message>
        <source>Runs use %1.</source>
        <translation>실행에는 %1을(를) 사용합니다.</translation>
    </message>
    <message>
        <source>Missing: %1</source>
        <translation>없음: %1</translation>
    </message>
    <message>
        <source>All that requirements.txt asks for is there.</source>
        <translation>requirements.txt가 요구하는 것이 모두 있습니다.</translation>
    </message>
    <message>
        <source>Python %1 (%2)</source>
        <translation>Python %1 (%2)</translation>
    </message>
</context>
<context>
    <name>FileKind</name>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>Mixed line ends</source>
        <translation>줄 끝 혼용</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Deployment</source>
        <translation>배포</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>온도</translation>
    </message>
    <message>
        <source>Top p</source>
        <translation>Top p</translation>
    </message>
    <message>
        <source>Max tokens</source>
        <translation>최대 토큰</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>응답 형식</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지 문자열</translation>
    </message>
    <message>
        <source>Presence penalty</source>
        <translation>존재 페널티</translation>
    </message>
    <message>
        <source>Frequency penalty</source>
        <translation>빈도 페널티</translation>
    </message>
    <message>
        <source>Logit bias</source>
        <translation>로짓 편향</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>도구</translation>
    </message>
    <message>
        <source>Tool choice</source>
        <translation>도구 선택</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>도구</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>실행 단위</translation>
    </message>
    <message>
        <source>once over all rows</source>
        <translation>모든 행에 대해 한 번</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>source</source>
        <translation>소스</translation>
    </message>
    <message>
        <source>connection</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>no %1</source>
        <translation>%1 없음</translation>
    </message>
</context>
<context>
    <name>WaysOut</name>
    <message>
        <source>Choose a file that has this connection.</source>
        <translation>이 연결이 들어 있는 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>Choose a file that has this connection, or let the simulator answer.</source>
        <translation>이 연결이 들어 있는 파일을 선택하거나 시뮬레이터가 답하게 하세요.</translation>
    </message>
    <message>
        <source>Create a Python environment for the folder, or choose an interpreter.</source>
        <translation>폴더의 Python 환경을 만들거나 인터프리터를 선택하세요.</translation>
    </message>
    <message>
        <source>Review what the folder holds, and trust it to run it.</source>
        <translation>폴더의 내용을 검토하고, 실행하려면 신뢰하세요.</translation>
    </message>
</context>
<context>
    <name>postern::graph::GraphView</name>
    <message>
        <source>Flow graph</source>
        <translation>흐름 그래프</translation>
    </message>
    <message>
        <source>No nodes yet. Write the first one into the text of the flow.</source>
        <translation>아직 노드가 없습니다. 흐름의 텍스트에 첫 노드를 작성하세요.</translation>
    </message>
</context>
<context>
    <name>postern::graph::Minimap</name>
    <message>
        <source>Overview of the graph</source>
        <translation>그래프 전체 보기</translation>
    </message>
</context>
<context>
    <name>postern::graph::Words</name>
    <message>
        <source>LLM</source>
        <translation>LLM</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>검색</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>임베딩</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>패키지</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>유휴</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>streaming</source>
        <translation>스트리밍 중</translation>
    </message>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>cached</source>
        <translation>캐시됨</translation>
    </message>
    <message>
        <source>bypassed</source>
        <translation>건너뜀</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>일시 중지됨</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>중지됨</translation>
    </message>
    <message>
        <source>condition false</source>
        <translation>조건 불일치</translation>
    </message>
    <message>
        <source>condition %1</source>
        <translation>조건 %1</translation>
    </message>
    <message>
        <source>input %1</source>
        <translation>입력 %1</translation>
    </message>
    <message>
        <source>output %1</source>
        <translation>출력 %1</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>line from %1 to %2</source>
        <translation>%1에서 %2(으)로 가는 링크</translation>
    </message>
    <message>
        <source>1 input</source>
        <translation>입력 1개</translation>
    </message>
    <message>
        <source>%1 inputs</source>
        <translation>입력 %1개</translation>
    </message>
    <message>
        <source>1 output</source>
        <translation>출력 1개</translation>
    </message>
    <message>
        <source>%1 outputs</source>
        <translation>출력 %1개</translation>
    </message>
    <message>
        <source>breakpoint</source>
        <translation>중단점</translation>
    </message>
    <message>
        <source>error</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>경고</translation>
    </message>
    <message>
        <source>Output pinned for this session</source>
        <translation>이 세션 동안 출력이 고정됨</translation>
    </message>
    <message>
        <source>Muted for this session</source>
        <translation>이 세션 동안 음소거됨</translation>
    </message>
    <message>
        <source>Breakpoint of this session</source>
        <translation>이 세션의 중단점</translation>
    </message>
    <message>
        <source>inputs</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>outputs</source>
        <translation>출력</translation>
    </message>
</context>
<context>
    <name>postern::ide::AboutDialog</name>
    <message>
        <source>Software of others</source>
        <translation>포함된 소프트웨어</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>About Postern</source>
        <translation>Postern 정보</translation>
    </message>
    <message>
        <source>A native home for prompt flow folders.</source>
        <translation>프롬프트 흐름 폴더를 위한 네이티브 환경입니다.</translation>
    </message>
    <message>
        <source>The window is free software under the GNU GPL, version 3 or later; the engine and the command line are under the Apache License 2.0. There is no warranty.</source>
        <translation>창은 GNU GPL 버전 3 이상에 따른 자유 소프트웨어이며, 엔진과 명령줄 도구에는 Apache License 2.0이 적용됩니다. 어떠한 보증도 없습니다.</translation>
    </message>
    <message>
        <source>A package holds the texts of all licences in its folder third-party, and a bill of materials beside it.</source>
        <translation>패키지의 third-party 폴더에 모든 라이선스 전문이 있고, 그 옆에 구성 요소 목록이 있습니다.</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>버전 정보 복사</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>postern::ide::Application</name>
    <message>
        <source>Postern failed to start %1 times in a row.</source>
        <translation>Postern이 연속으로 %1번 시작하지 못했습니다.</translation>
    </message>
    <message>
        <source>So the window and its panels are as at the first start, and no folder was opened by itself. Text that was not saved is kept for when its folder is opened.</source>
        <translation>그래서 창과 패널을 처음 상태로 되돌렸으며 폴더를 자동으로 열지 않았습니다. 저장하지 않은 텍스트는 보관되어 있고, 해당 폴더를 열면 복원됩니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::BottomPane</name>
    <message>
        <source>Problems</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation>문제 (%1)</translation>
    </message>
    <message>
        <source>Egress ledger</source>
        <translation>외부 연결 기록</translation>
    </message>
    <message>
        <source>Egress ledger (%1)</source>
        <translation>외부 연결 기록 (%1)</translation>
    </message>
    <message>
        <source>The Python environment is ready.</source>
        <translation>Python 환경이 준비되었습니다.</translation>
    </message>
    <message>
        <source>No problems. What is wrong with the flow is listed here.</source>
        <translation>문제가 없습니다. 흐름에 잘못된 점이 있으면 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>No host was contacted in this session. Runs on the simulator contact none.</source>
        <translation>이 세션에서 연결한 호스트가 없습니다. 시뮬레이터로 실행하면 어디에도 연결하지 않습니다.</translation>
    </message>
    <message>
        <source>Nothing yet. Press F5 to run the flow.</source>
        <translation>아직 없습니다. F5 키를 눌러 흐름을 실행하세요.</translation>
    </message>
</context>
<context>
    <name>postern::ide::ChatPane</name>
    <message>
        <source>Stopped.</source>
        <translation>중지했습니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::ContextMenus</name>
    <message>
        <source>Go to source</source>
        <translation>소스로 이동</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>이름 복사</translation>
    </message>
    <message>
        <source>Copy reference</source>
        <translation>참조 복사</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>%1(으)로 이동</translation>
    </message>
    <message>
        <source>the inputs</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>the outputs</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Select source: %1</source>
        <translation>시작 노드 선택: %1</translation>
    </message>
    <message>
        <source>Select target: %1</source>
        <translation>대상 노드 선택: %1</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>접기</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>펼치기</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Open as flow</source>
        <translation>흐름으로 열기</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>경로 복사</translation>
    </message>
    <message>
        <source>Copy path within the folder</source>
        <translation>폴더 안의 경로 복사</translation>
    </message>
</context>
<context>
    <name>postern::ide::DockTitle</name>
    <message>
        <source>Float %1</source>
        <translation>%1 분리</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 닫기</translation>
    </message>
</context>
<context>
    <name>postern::ide::EditorPane</name>
    <message>
        <source>Save as</source>
        <translation>다른 이름으로 저장</translation>
    </message>
    <message>
        <source>%1 has changes that are not saved.</source>
        <translation>%1에 저장하지 않은 변경 내용이 있습니다.</translation>
    </message>
    <message>
        <source>Close file</source>
        <translation>파일 닫기</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>These files have changes that are not saved:</source>
        <translation>다음 파일에 저장하지 않은 변경 내용이 있습니다.</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>저장하지 않은 변경</translation>
    </message>
    <message>
        <source>Save all</source>
        <translation>모두 저장</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>저장 안 함</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>디스크</translation>
    </message>
    <message>
        <source>editor</source>
        <translation>편집기</translation>
    </message>
    <message>
        <source>%1: disk and editor</source>
        <translation>%1: 디스크와 편집기</translation>
    </message>
    <message>
        <source>Go to line</source>
        <translation>행으로 이동</translation>
    </message>
    <message>
        <source>Line (1 to %1)</source>
        <translation>행 (1~%1)</translation>
    </message>
    <message>
        <source>A run reads these files from the disk, and they have changes that are not saved:</source>
        <translation>실행할 때 다음 파일을 디스크에서 읽으며, 저장하지 않은 변경 내용이 있습니다.</translation>
    </message>
    <message>
        <source>Unsaved files</source>
        <translation>저장하지 않은 파일</translation>
    </message>
    <message>
        <source>Save all and run</source>
        <translation>모두 저장하고 실행</translation>
    </message>
</context>
<context>
    <name>postern::ide::EnvironmentCommands</name>
    <message>
        <source>Create a Python environment</source>
        <translation>Python 환경 만들기</translation>
    </message>
    <message>
        <source>The folder has an environment already. Make it anew? Packages that requirements.txt doesn&apos;t name will be gone.</source>
        <translation>폴더에 이미 환경이 있습니다. 새로 만들까요? requirements.txt에 없는 패키지는 사라집니다.</translation>
    </message>
    <message>
        <source>Make anew</source>
        <translation>새로 만들기</translation>
    </message>
    <message>
        <source>Folder of wheels</source>
        <translation>휠 폴더</translation>
    </message>
    <message>
        <source>Python interpreter</source>
        <translation>Python 인터프리터</translation>
    </message>
</context>
<context>
    <name>postern::ide::EnvironmentController</name>
    <message>
        <source>pip&apos;s package index</source>
        <translation>pip의 패키지 인덱스</translation>
    </message>
</context>
<context>
    <name>postern::ide::ExplorerView</name>
    <message>
        <source>Explorer</source>
        <translation>탐색기</translation>
    </message>
</context>
<context>
    <name>postern::ide::FileView</name>
    <message>
        <source>%1 was changed by another program.</source>
        <translation>다른 프로그램이 %1을(를) 변경했습니다.</translation>
    </message>
    <message>
        <source>Your unsaved changes are still here.</source>
        <translation>저장하지 않은 변경 내용은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>다시 읽기</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>내 변경 유지</translation>
    </message>
    <message>
        <source>%1 could not be saved.</source>
        <translation>%1을(를) 저장하지 못했습니다.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>%1 was deleted or renamed.</source>
        <translation>%1이(가) 삭제되었거나 이름이 바뀌었습니다.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read.</source>
        <translation>%1을(를) 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Its text is still here.</source>
        <translation>내용은 여기에 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>다시 저장</translation>
    </message>
    <message>
        <source>%1 is read-only on the disk.</source>
        <translation>%1은(는) 디스크에서 읽기 전용입니다.</translation>
    </message>
    <message>
        <source>Changes can be saved under another name.</source>
        <translation>변경 내용은 다른 이름으로 저장할 수 있습니다.</translation>
    </message>
    <message>
        <source>Make writable</source>
        <translation>쓰기 허용</translation>
    </message>
    <message>
        <source>%1 can&apos;t be made writable.</source>
        <translation>%1의 쓰기를 허용할 수 없습니다.</translation>
    </message>
    <message>
        <source>%1 is not valid UTF-8.</source>
        <translation>%1은(는) 올바른 UTF-8이 아닙니다.</translation>
    </message>
    <message>
        <source>It is shown read-only, so that none of its bytes change.</source>
        <translation>바이트가 바뀌지 않도록 읽기 전용으로 표시합니다.</translation>
    </message>
    <message>
        <source>%1 is not shown.</source>
        <translation>%1은(는) 표시하지 않습니다.</translation>
    </message>
    <message>
        <source>It has a line of more than a million characters (%1 in all).</source>
        <translation>백만 자가 넘는 행이 있습니다(전체 %1).</translation>
    </message>
    <message>
        <source>Unsaved text was restored.</source>
        <translation>저장하지 않은 내용을 복구했습니다.</translation>
    </message>
    <message>
        <source>It was written at %1 and is not saved yet.</source>
        <translation>%1에 작성되었고 아직 저장되지 않았습니다.</translation>
    </message>
    <message>
        <source>Discard it</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>%1 is large (%2).</source>
        <translation>%1은(는) 큰 파일입니다(%2).</translation>
    </message>
    <message>
        <source>It is shown without colours, folding and checks.</source>
        <translation>색상, 접기, 검사 없이 표시합니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::FlowChooser</name>
    <message>
        <source>Choose a flow</source>
        <translation>흐름 선택</translation>
    </message>
    <message>
        <source>%1 holds %2 flows. Which one is to be opened?</source>
        <translation>%1에 흐름이 %2개 있습니다. 어느 것을 여시겠습니까?</translation>
    </message>
    <message>
        <source>Flows</source>
        <translation>흐름</translation>
    </message>
    <message>
        <source>Open flow</source>
        <translation>흐름 열기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Flex flow</source>
        <translation>Flex 흐름</translation>
    </message>
    <message>
        <source>Prompty</source>
        <translation>Prompty</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>흐름</translation>
    </message>
</context>
<context>
    <name>postern::ide::GraphPane</name>
    <message>
        <source>Graph</source>
        <translation>그래프</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>확대/축소</translation>
    </message>
    <message>
        <source>Flows of this folder</source>
        <translation>이 폴더의 흐름</translation>
    </message>
    <message>
        <source>Flows of this folder: %1</source>
        <translation>이 폴더의 흐름: %1</translation>
    </message>
    <message>
        <source>No other flow in this folder</source>
        <translation>이 폴더에 다른 흐름이 없습니다</translation>
    </message>
    <message>
        <source>No nodes yet. Write the first one into the text of the flow.</source>
        <translation>아직 노드가 없습니다. 흐름의 텍스트에 첫 노드를 작성하세요.</translation>
    </message>
    <message>
        <source>The graph can&apos;t be shown: line %1 of %2 can&apos;t be read.
%3</source>
        <translation>그래프를 표시할 수 없습니다. %2의 %1번째 줄을 읽을 수 없습니다.
%3</translation>
    </message>
</context>
<context>
    <name>postern::ide::ImageAccess</name>
    <message>
        <source>This file is no image that can be shown.</source>
        <translation>표시할 수 있는 이미지 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>Is fetched when the flow runs.</source>
        <translation>흐름을 실행할 때 가져옵니다.</translation>
    </message>
    <message>
        <source>The folder is restricted: images outside it aren&apos;t read.</source>
        <translation>제한 모드인 폴더이므로 폴더 밖의 이미지는 읽지 않습니다.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>그런 파일이 없습니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::KeepStrips</name>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Save all</source>
        <translation>모두 저장</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Nothing is kept:</source>
        <translation>아무것도 보관되지 않습니다:</translation>
    </message>
    <message>
        <source>Settings, trusted folders, inputs and unsaved text are gone when the program ends. Save your files, and mend the folder %1 or set POSTERN_HOME to another.</source>
        <translation>프로그램이 끝나면 설정, 신뢰하는 폴더, 입력과 저장하지 않은 텍스트가 사라집니다. 파일을 저장하고, 폴더 %1을(를) 고치거나 POSTERN_HOME을 다른 폴더로 지정하세요.</translation>
    </message>
    <message>
        <source>Unsaved text was restored:</source>
        <translation>저장하지 않은 텍스트를 복원했습니다:</translation>
    </message>
    <message>
        <source>%1. The program ended without asking; the text is of %2 and not saved yet.</source>
        <translation>%1. 프로그램이 묻지 않고 끝났습니다. %2의 텍스트이며 아직 저장하지 않았습니다.</translation>
    </message>
    <message>
        <source>The text that was restored is gone then:</source>
        <translation>복원한 텍스트가 사라집니다:</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>postern::ide::MainWindow</name>
    <message>
        <source>Outline</source>
        <translation>개요</translation>
    </message>
    <message>
        <source>Run (F5)</source>
        <translation>실행 (F5)</translation>
    </message>
    <message>
        <source>Run (F5): %1</source>
        <translation>실행 (F5): %1</translation>
    </message>
    <message>
        <source>Open flow folder</source>
        <translation>흐름 폴더 열기</translation>
    </message>
    <message>
        <source>Connections for runs</source>
        <translation>실행에 사용할 연결</translation>
    </message>
    <message>
        <source>Connections (*.yaml *.yml *.json)</source>
        <translation>연결 (*.yaml *.yml *.json)</translation>
    </message>
    <message>
        <source>Explorer</source>
        <translation>탐색기</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>속성</translation>
    </message>
    <message>
        <source>Run inputs</source>
        <translation>실행 입력</translation>
    </message>
    <message>
        <source>Problems and output</source>
        <translation>문제 및 출력</translation>
    </message>
    <message>
        <source>Modes</source>
        <translation>모드</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>Recent folders</source>
        <translation>최근 폴더</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>패널</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>&amp;Graph</source>
        <translation>그래프(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>실행(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>No folders yet</source>
        <translation>아직 폴더가 없습니다</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>1 node</source>
        <translation>노드 1개</translation>
    </message>
    <message>
        <source>%1 nodes</source>
        <translation>노드 %1개</translation>
    </message>
    <message>
        <source>Node inputs and outputs</source>
        <translation>노드 입출력</translation>
    </message>
</context>
<context>
    <name>postern::ide::OutlineModel</name>
    <message>
        <source>blocked</source>
        <translation>차단됨</translation>
    </message>
</context>
<context>
    <name>postern::ide::ResultPane</name>
    <message>
        <source>Outputs</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Streamed text</source>
        <translation>스트리밍된 텍스트</translation>
    </message>
    <message>
        <source>The flow is running.</source>
        <translation>흐름이 실행 중입니다.</translation>
    </message>
    <message>
        <source>The run is being prepared.</source>
        <translation>실행을 준비하고 있습니다.</translation>
    </message>
    <message>
        <source>The run was stopped.</source>
        <translation>실행을 중지했습니다.</translation>
    </message>
    <message>
        <source>The flow has no outputs.</source>
        <translation>흐름에 출력이 없습니다.</translation>
    </message>
    <message>
        <source>None yet. Press F5 to run the flow.</source>
        <translation>아직 없습니다. F5 키를 눌러 흐름을 실행하세요.</translation>
    </message>
</context>
<context>
    <name>postern::ide::RunInputs</name>
    <message>
        <source>Last run</source>
        <translation>마지막 실행</translation>
    </message>
</context>
<context>
    <name>postern::ide::RunPane</name>
    <message>
        <source>Source</source>
        <translation>원본</translation>
    </message>
    <message>
        <source>The inputs need attention.</source>
        <translation>입력을 확인하세요.</translation>
    </message>
    <message>
        <source>Run inputs</source>
        <translation>실행 입력</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>Arguments of the class</source>
        <translation>클래스 인수</translation>
    </message>
    <message>
        <source>The chat asks for the inputs.</source>
        <translation>입력은 대화에서 받습니다.</translation>
    </message>
    <message>
        <source>This flow has no inputs.</source>
        <translation>이 흐름에는 입력이 없습니다.</translation>
    </message>
</context>
<context>
    <name>postern::ide::RunToolBar</name>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>변형</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>엔진</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>기본값</translation>
    </message>
    <message>
        <source>Simulator</source>
        <translation>시뮬레이터</translation>
    </message>
    <message>
        <source>Real · %1</source>
        <translation>실제 · %1</translation>
    </message>
    <message>
        <source>Real connections</source>
        <translation>실제 연결</translation>
    </message>
    <message>
        <source>Connections file…</source>
        <translation>연결 파일…</translation>
    </message>
</context>
<context>
    <name>postern::ide::Session</name>
    <message>
        <source>Open a flow folder first.</source>
        <translation>먼저 흐름 폴더를 여세요.</translation>
    </message>
    <message>
        <source>The last run is being stopped.</source>
        <translation>이전 실행을 중지하는 중입니다.</translation>
    </message>
    <message>
        <source>The flow is running.</source>
        <translation>흐름이 실행 중입니다.</translation>
    </message>
    <message>
        <source>This folder is restricted. Trust it to run it.</source>
        <translation>이 폴더는 제한 모드입니다. 실행하려면 폴더를 신뢰하세요.</translation>
    </message>
    <message>
        <source>The flow&apos;s file can&apos;t be read as it stands.</source>
        <translation>흐름 파일을 현재 상태로는 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The flow has no nodes yet.</source>
        <translation>흐름에 아직 노드가 없습니다.</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>%1행: %2</translation>
    </message>
</context>
<context>
    <name>postern::ide::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>설정 검색</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>구역</translation>
    </message>
    <message>
        <source>General</source>
        <translation>일반</translation>
    </message>
    <message>
        <source>Open the last folder again at start</source>
        <translation>시작할 때 마지막 폴더 다시 열기</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Files, the selected node and the view of the graph come back too.</source>
        <translation>파일, 선택한 노드, 그래프 보기도 함께 복원됩니다.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Takes effect at once.</source>
        <translation>바로 적용됩니다.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>글자 크기</translation>
    </message>
    <message>
        <source>Of everything but the graph, which zooms by itself.</source>
        <translation>따로 확대/축소되는 그래프를 뺀 모든 글자에 적용됩니다.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>The built-in simulator</source>
        <translation>내장 시뮬레이터</translation>
    </message>
    <message>
        <source>Real connections</source>
        <translation>실제 연결</translation>
    </message>
    <message>
        <source>Answers come from</source>
        <translation>응답 출처</translation>
    </message>
    <message>
        <source>Connections file</source>
        <translation>연결 파일</translation>
    </message>
    <message>
        <source>YAML or JSON; its connections go before those of the vault. Also used by the command line.</source>
        <translation>YAML 또는 JSON. 이 파일의 연결이 보관소의 연결보다 먼저 쓰입니다. 명령줄에서도 사용합니다.</translation>
    </message>
    <message>
        <source>Connections (*.yaml *.yml *.json)</source>
        <translation>연결 (*.yaml *.yml *.json)</translation>
    </message>
    <message>
        <source>Python interpreter</source>
        <translation>Python 인터프리터</translation>
    </message>
    <message>
        <source>For flows that have no .venv of their own. Also used by the command line.</source>
        <translation>자체 .venv가 없는 흐름에 사용합니다. 명령줄에서도 사용합니다.</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Allowed hosts</source>
        <translation>허용할 호스트</translation>
    </message>
    <message>
        <source>The only hosts that Postern itself contacts, commas between: host, *.suffix, host:port. Empty: any. Also used by the command line.</source>
        <translation>Postern 자체가 연결하는 호스트를 이것으로 제한합니다(쉼표로 구분: host, *.suffix, host:port). 비우면 제한하지 않습니다. 명령줄에서도 사용합니다.</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>프록시</translation>
    </message>
    <message>
        <source>http://host:port for models and Python code; empty: as the variables HTTPS_PROXY and NO_PROXY say. Also used by the command line.</source>
        <translation>모델과 Python 코드에 쓰는 http://host:port. 비우면 HTTPS_PROXY와 NO_PROXY 변수를 따릅니다. 명령줄에서도 사용합니다.</translation>
    </message>
    <message>
        <source>CA certificates</source>
        <translation>CA 인증서</translation>
    </message>
    <message>
        <source>A PEM file to check servers with, instead of the system&apos;s. Also used by the command line.</source>
        <translation>시스템 인증서 대신 서버 확인에 쓸 PEM 파일입니다. 명령줄에서도 사용합니다.</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt)</source>
        <translation>인증서 (*.pem *.crt)</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>저장소</translation>
    </message>
    <message>
        <source>Home folder</source>
        <translation>홈 폴더</translation>
    </message>
    <message>
        <source>Settings, the vault and what is remembered of folders lie here. The variable POSTERN_HOME names another.</source>
        <translation>설정, 보관소, 폴더별 기억이 여기에 있습니다. POSTERN_HOME 변수로 다른 폴더를 지정할 수 있습니다.</translation>
    </message>
    <message>
        <source>Forget folders</source>
        <translation>폴더 기억 지우기</translation>
    </message>
    <message>
        <source>Remembered folders</source>
        <translation>기억된 폴더</translation>
    </message>
    <message>
        <source>Takes away recent folders and what was typed into runs of other folders than the one that is open. Trust and the flows themselves stay.</source>
        <translation>최근 폴더와, 열려 있는 폴더를 뺀 다른 폴더의 실행 입력을 지웁니다. 신뢰 여부와 흐름 자체는 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>찾아보기…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Postern (as in VS Code)</source>
        <translation>Postern (VS Code 방식)</translation>
    </message>
    <message>
        <source>JetBrains</source>
        <translation>JetBrains</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>사전 설정</translation>
    </message>
    <message>
        <source>Keys of your own go before it.</source>
        <translation>직접 정한 단축키가 우선합니다.</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Same key</source>
        <translation>같은 단축키</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>새 단축키</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>단축키 없음</translation>
    </message>
    <message>
        <source>Preset&apos;s key</source>
        <translation>사전 설정 단축키</translation>
    </message>
    <message>
        <source>New key:</source>
        <translation>새 단축키:</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>postern::ide::StatusBar</name>
    <message>
        <source>Line and column</source>
        <translation>행과 열</translation>
    </message>
    <message>
        <source>Ln %1, Col %2</source>
        <translation>%1행, %2열</translation>
    </message>
    <message>
        <source>Restricted</source>
        <translation>제한 모드</translation>
    </message>
    <message>
        <source>Trusted</source>
        <translation>신뢰함</translation>
    </message>
    <message>
        <source>Errors: %1</source>
        <translation>오류: %1</translation>
    </message>
    <message>
        <source>Warnings: %1</source>
        <translation>경고: %1</translation>
    </message>
    <message>
        <source>Engine ready</source>
        <translation>엔진 준비됨</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>중지하는 중…</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>The built-in simulator answers every connection.</source>
        <translation>내장 시뮬레이터가 모든 연결에 응답합니다.</translation>
    </message>
    <message>
        <source>Runs use real connections.</source>
        <translation>실행에 실제 연결을 사용합니다.</translation>
    </message>
    <message>
        <source>Running since %1</source>
        <translation>%1부터 실행 중</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>실행 기록 없음</translation>
    </message>
    <message>
        <source>Last run: %1</source>
        <translation>최근 실행: %1</translation>
    </message>
    <message>
        <source>1 host</source>
        <translation>호스트 1개</translation>
    </message>
    <message>
        <source>%1 hosts</source>
        <translation>호스트 %1개</translation>
    </message>
    <message>
        <source>No host was contacted in this session.</source>
        <translation>이번 세션에서 연결한 호스트가 없습니다.</translation>
    </message>
    <message>
        <source>Hosts contacted in this session: %1</source>
        <translation>이번 세션에서 연결한 호스트: %1</translation>
    </message>
    <message>
        <source>Kind of file, and how its lines end</source>
        <translation>파일 종류와 줄 끝 형식</translation>
    </message>
</context>
<context>
    <name>postern::ide::StripArea</name>
    <message>
        <source>Messages</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Restricted:</source>
        <translation>제한 모드:</translation>
    </message>
    <message>
        <source>this folder can run Python and reach the network. Viewing and editing work; running does not.</source>
        <translation>이 폴더는 Python을 실행하고 네트워크에 접근할 수 있습니다. 보기와 편집은 가능하지만 실행은 할 수 없습니다.</translation>
    </message>
    <message>
        <source>Review contents</source>
        <translation>내용 검토</translation>
    </message>
    <message>
        <source>Trust folder</source>
        <translation>폴더 신뢰</translation>
    </message>
    <message>
        <source>Go to line</source>
        <translation>해당 행으로 이동</translation>
    </message>
    <message>
        <source>Show node</source>
        <translation>노드 보기</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>The flow&apos;s file can&apos;t be read as it stands.</source>
        <translation>흐름 파일을 현재 상태로는 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Line %1:</source>
        <translation>%1행:</translation>
    </message>
    <message>
        <source>%1 Showing the graph from %2.</source>
        <translation>%1 %2 시점의 그래프를 표시합니다.</translation>
    </message>
    <message>
        <source>The run failed.</source>
        <translation>실행하지 못했습니다.</translation>
    </message>
    <message>
        <source>%1 failed.</source>
        <translation>%1 실패.</translation>
    </message>
    <message>
        <source>Undo to last good</source>
        <translation>마지막 정상 상태로 되돌리기</translation>
    </message>
    <message>
        <source>Create environment</source>
        <translation>환경 만들기</translation>
    </message>
    <message>
        <source>Choose interpreter…</source>
        <translation>인터프리터 선택…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Creating the Python environment. Its progress is in the Output tab.</source>
        <translation>Python 환경을 만드는 중입니다. 진행 상황은 출력 탭에 표시됩니다.</translation>
    </message>
    <message>
        <source>%1 lacks packages that requirements.txt asks for: %2.</source>
        <translation>%1에 requirements.txt가 요구하는 패키지가 없습니다: %2.</translation>
    </message>
    <message>
        <source>Python:</source>
        <translation>Python:</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>세부 정보 복사</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 열기</translation>
    </message>
</context>
<context>
    <name>postern::ide::TrustReview</name>
    <message>
        <source>Review folder</source>
        <translation>폴더 검토</translation>
    </message>
    <message>
        <source>If you trust %1, a run may execute these files and reach these connections.</source>
        <translation>%1을(를) 신뢰하면 실행할 때 이 파일을 실행하고 이 연결에 접근할 수 있습니다.</translation>
    </message>
    <message>
        <source>Contents of the folder</source>
        <translation>폴더 내용</translation>
    </message>
    <message>
        <source>Python files and requirements</source>
        <translation>Python 파일 및 요구 사항</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Package tools</source>
        <translation>패키지 도구</translation>
    </message>
    <message>
        <source>Keep restricted</source>
        <translation>제한 유지</translation>
    </message>
    <message>
        <source>Trust folder</source>
        <translation>폴더 신뢰</translation>
    </message>
</context>
<context>
    <name>postern::ide::WelcomePage</name>
    <message>
        <source>Open a flow folder to see its graph and run it.</source>
        <translation>흐름 폴더를 열어 그래프를 보고 실행하세요.</translation>
    </message>
    <message>
        <source>More samples</source>
        <translation>다른 샘플</translation>
    </message>
    <message>
        <source>Says what kind of page a web page is</source>
        <translation>웹 페이지의 종류를 판별합니다</translation>
    </message>
    <message>
        <source>Measures how well pages were sorted</source>
        <translation>페이지를 얼마나 잘 분류했는지 측정합니다</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>최근</translation>
    </message>
    <message>
        <source>%1 (not there)</source>
        <translation>%1 (없음)</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>목록에서 제거</translation>
    </message>
    <message>
        <source>Remove %1 from the list</source>
        <translation>목록에서 %1 제거</translation>
    </message>
    <message>
        <source>%1 finds every command, %2 a file or a node of the open flow. A folder may also be dropped here.</source>
        <translation>%1 키로 모든 명령을, %2 키로 열린 흐름의 파일이나 노드를 찾을 수 있습니다. 폴더를 여기에 끌어다 놓아도 됩니다.</translation>
    </message>
    <message>
        <source>Offline: ready. The samples run against the built-in simulator, without keys or network.</source>
        <translation>오프라인: 준비됨. 샘플은 키나 네트워크 없이 내장 시뮬레이터로 실행됩니다.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>An assistant that answers from documents and tickets</source>
        <translation>문서와 티켓을 바탕으로 답하는 도우미</translation>
    </message>
    <message>
        <source>Folders that you open are listed here.</source>
        <translation>열었던 폴더가 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>Open the sample, or a flow folder of your own</source>
        <translation>샘플이나 직접 만든 흐름 폴더 열기</translation>
    </message>
    <message>
        <source>Run it on the simulator: %1</source>
        <translation>시뮬레이터로 실행하기: %1</translation>
    </message>
    <message>
        <source>See what a node got and gave: %1</source>
        <translation>노드가 받은 값과 내보낸 값 보기: %1</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>첫 단계</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>%1: done</source>
        <translation>%1: 완료</translation>
    </message>
</context>
<context>
    <name>postern::ide::WindowCommands</name>
    <message>
        <source>Search commands</source>
        <translation>명령 검색</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Go to file or node</source>
        <translation>파일 또는 노드로 이동</translation>
    </message>
</context>
<context>
    <name>postern::widgets::BindingModel</name>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Bound to</source>
        <translation>참조</translation>
    </message>
</context>
<context>
    <name>postern::widgets::ChatBubble</name>
    <message>
        <source>Open large</source>
        <translation>크게 열기</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>질문</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>답변</translation>
    </message>
</context>
<context>
    <name>postern::widgets::ChatView</name>
    <message>
        <source>Write a question below. Each answer and its question go along with the next one.</source>
        <translation>아래에 질문을 쓰세요. 질문과 답변은 다음 질문에 함께 전달됩니다.</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>대화</translation>
    </message>
    <message>
        <source>Takes the place of the question and all after it.</source>
        <translation>이 질문과 그 뒤의 대화를 대신합니다.</translation>
    </message>
    <message>
        <source>What you had written comes back then.</source>
        <translation>쓰던 글은 그 뒤에 다시 나타납니다.</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>질문</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>보내기</translation>
    </message>
    <message>
        <source>Return sends, Shift+Return breaks the line</source>
        <translation>Enter로 보내고 Shift+Enter로 줄을 바꿉니다</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>새 대화</translation>
    </message>
    <message>
        <source>What goes into %1</source>
        <translation>%1에 보낼 내용</translation>
    </message>
    <message>
        <source>Edit and send again</source>
        <translation>고쳐서 다시 보내기</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>With %1</source>
        <translation>첨부: %1</translation>
    </message>
</context>
<context>
    <name>postern::widgets::EgressModel</name>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Python code</source>
        <translation>Python 코드</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>요청</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>허용됨</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>거부됨</translation>
    </message>
    <message>
        <source>Not on the allow-list</source>
        <translation>허용 목록에 없음</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>마지막 연결</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>호스트</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>포트</translation>
    </message>
    <message>
        <source>For</source>
        <translation>용도</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>시도</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>보냄</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>받음</translation>
    </message>
    <message>
        <source>Allow-list</source>
        <translation>허용 목록</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>패키지</translation>
    </message>
</context>
<context>
    <name>postern::widgets::ErrorCard</name>
    <message>
        <source>Show details</source>
        <translation>자세히 보기</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>세부 정보</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>세부 정보 복사</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 열기</translation>
    </message>
</context>
<context>
    <name>postern::widgets::FindBar</name>
    <message>
        <source>Match case</source>
        <translation>대소문자 구분</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>단어 단위</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>정규식</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>바꿀 내용</translation>
    </message>
    <message>
        <source>Next match (F3)</source>
        <translation>다음 일치 항목 (F3)</translation>
    </message>
    <message>
        <source>Previous match (Shift+F3)</source>
        <translation>이전 일치 항목 (Shift+F3)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>모두 바꾸기</translation>
    </message>
    <message>
        <source>Replaced: %1</source>
        <translation>바꾼 항목: %1개</translation>
    </message>
    <message>
        <source>No matches</source>
        <translation>일치 항목 없음</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2개 중 %1번째</translation>
    </message>
</context>
<context>
    <name>postern::widgets::ImageField</name>
    <message>
        <source>Path or address; drop or paste an image</source>
        <translation>경로나 주소, 또는 이미지 끌어 놓기·붙여 넣기</translation>
    </message>
    <message>
        <source>Choose an image file…</source>
        <translation>이미지 파일 선택…</translation>
    </message>
    <message>
        <source>The image can&apos;t be kept as a file.</source>
        <translation>이미지를 파일로 보관할 수 없습니다.</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Images (*.png *.jpg *.jpeg *.gif *.webp *.bmp);;All files (*)</source>
        <translation>이미지 (*.png *.jpg *.jpeg *.gif *.webp *.bmp);;모든 파일 (*)</translation>
    </message>
</context>
<context>
    <name>postern::widgets::InputField</name>
    <message>
        <source>true</source>
        <translation>true</translation>
    </message>
    <message>
        <source>A value is needed.</source>
        <translation>값을 입력하세요.</translation>
    </message>
    <message>
        <source>A whole number is needed.</source>
        <translation>정수를 입력하세요.</translation>
    </message>
    <message>
        <source>A number is needed.</source>
        <translation>숫자를 입력하세요.</translation>
    </message>
    <message>
        <source>Too long to edit here: this is the beginning.</source>
        <translation>여기서 편집하기에는 너무 깁니다. 앞부분만 표시합니다.</translation>
    </message>
    <message>
        <source>Open large</source>
        <translation>크게 열기</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Leave it empty</source>
        <translation>비워 두기</translation>
    </message>
    <message>
        <source>A list is needed.</source>
        <translation>목록이 필요합니다.</translation>
    </message>
</context>
<context>
    <name>postern::widgets::InputsForm</name>
    <message>
        <source>This flow has no inputs.</source>
        <translation>이 흐름에는 입력이 없습니다.</translation>
    </message>
</context>
<context>
    <name>postern::widgets::Markdown</name>
    <message>
        <source>[picture: %1]</source>
        <translation>[그림: %1]</translation>
    </message>
</context>
<context>
    <name>postern::widgets::NodeInspector</name>
    <message>
        <source>Inputs</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Select a node to see its settings.</source>
        <translation>설정을 보려면 노드를 선택하세요.</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>변형</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>최근 실행</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Activate condition</source>
        <translation>활성화 조건</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>토큰</translation>
    </message>
    <message>
        <source>Show I/O</source>
        <translation>입출력 보기</translation>
    </message>
    <message>
        <source>Show inputs and outputs</source>
        <translation>노드의 입력과 출력을 봅니다.</translation>
    </message>
    <message>
        <source>It takes none.</source>
        <translation>입력이 없습니다.</translation>
    </message>
    <message>
        <source>Always runs.</source>
        <translation>항상 실행됩니다.</translation>
    </message>
    <message>
        <source>Run when</source>
        <translation>실행 조건</translation>
    </message>
    <message>
        <source>is</source>
        <translation>값</translation>
    </message>
    <message>
        <source>default</source>
        <translation>기본값</translation>
    </message>
</context>
<context>
    <name>postern::widgets::NodeIo</name>
    <message>
        <source>Select a node to see what it got and gave.</source>
        <translation>받은 값과 돌려준 값을 보려면 노드를 선택하세요.</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Nothing yet. Press F5 to run the flow.</source>
        <translation>아직 없습니다. F5 키를 눌러 흐름을 실행하세요.</translation>
    </message>
    <message>
        <source>The node has written nothing.</source>
        <translation>노드가 출력한 내용이 없습니다.</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Logs •</source>
        <translation>로그 •</translation>
    </message>
</context>
<context>
    <name>postern::widgets::ProblemModel</name>
    <message>
        <source>Problem</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>위치</translation>
    </message>
</context>
<context>
    <name>postern::widgets::PromptView</name>
    <message>
        <source>Show more messages (%1 left)</source>
        <translation>메시지 더 보기(%1개 남음)</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>This is the beginning. Show all of it</source>
        <translation>앞부분입니다. 전체 보기</translation>
    </message>
</context>
<context>
    <name>postern::widgets::RenderedPage</name>
    <message>
        <source>%1 more members are in the tree.</source>
        <translation>나머지 항목 %1개는 트리에 있습니다.</translation>
    </message>
    <message>
        <source>This is the beginning: %1 of %2 bytes. Double-click to see all of it.</source>
        <translation>앞부분입니다(%2바이트 중 %1바이트). 전체를 보려면 두 번 클릭하세요.</translation>
    </message>
</context>
<context>
    <name>postern::widgets::RunLog</name>
    <message>
        <source>run started</source>
        <translation>실행 시작</translation>
    </message>
    <message>
        <source>started</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>warning: %1</source>
        <translation>경고: %1</translation>
    </message>
    <message>
        <source>No runs yet. Press F5.</source>
        <translation>아직 실행 기록이 없습니다. F5 키를 누르세요.</translation>
    </message>
    <message>
        <source>Python code of this run reaches the simulator at %1 (this machine only, with a key of this run) until the run ends.</source>
        <translation>이 실행의 Python 코드는 실행이 끝날 때까지 %1의 시뮬레이터에 연결합니다(이 컴퓨터 안에서만, 이 실행 전용 키 사용).</translation>
    </message>
</context>
<context>
    <name>postern::widgets::RunModel</name>
    <message>
        <source>not run</source>
        <translation>실행 안 됨</translation>
    </message>
    <message>
        <source>blocked by %1</source>
        <translation>%1 때문에 차단됨</translation>
    </message>
</context>
<context>
    <name>postern::widgets::ValueDialog</name>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Find in the value</source>
        <translation>값에서 찾기</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>찾을 수 없음</translation>
    </message>
</context>
<context>
    <name>postern::widgets::ValueModel</name>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
</context>
<context>
    <name>postern::widgets::ValueView</name>
    <message>
        <source>Tree</source>
        <translation>트리</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>원문</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Raw value</source>
        <translation>원본 값</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>값 복사</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>경로 복사</translation>
    </message>
    <message>
        <source>Value as text</source>
        <translation>텍스트로 본 값</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>Open large</source>
        <translation>크게 열기</translation>
    </message>
</context>
</TS>
